//! Lists by address, from a server on this machine that answers as it should, and as it should not.

use std::fs;
use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::Output;
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

use super::{empty, here, modelpick, tree};

/// A server that gives each call to a function, with the head of the request.
struct Server {
    address: String,
    heads: Arc<Mutex<Vec<String>>>,
}

impl Server {
    fn new(answer: impl Fn(&str, &mut TcpStream) + Send + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port is free");
        let address = listener.local_addr().expect("it has an address").to_string();
        let heads = Arc::new(Mutex::new(Vec::new()));
        let seen = Arc::clone(&heads);
        // The thread ends with the tests.
        thread::spawn(move || {
            for stream in listener.incoming() {
                let Ok(mut stream) = stream else { continue };
                let head = head(&mut stream);
                seen.lock().expect("nobody panicked").push(head.clone());
                answer(&head, &mut stream);
            }
        });
        Self { address, heads }
    }

    fn heads(&self) -> Vec<String> {
        self.heads.lock().expect("nobody panicked").clone()
    }
}

fn head(stream: &mut TcpStream) -> String {
    let (mut head, mut byte) = (Vec::new(), [0]);
    while !head.ends_with(b"\r\n\r\n") && matches!(stream.read(&mut byte), Ok(1)) {
        head.push(byte[0]);
    }
    String::from_utf8_lossy(&head).into_owned()
}

fn respond(stream: &mut TcpStream, status: &str, headers: &str, body: &[u8]) {
    let head =
        format!("HTTP/1.1 {status}\r\nConnection: close\r\nContent-Length: {}\r\n{headers}\r\n", body.len());
    // A client that has heard enough hangs up.
    drop(stream.write_all(head.as_bytes()).and_then(|()| stream.write_all(body)));
}

const JSON: &str = "Content-Type: application/json\r\n";

fn list() -> Vec<u8> {
    fs::read(here().join("lists/models.dev.json")).expect("it is there")
}

/// A folder whose runs keep what they fetched in it.
fn folder(name: &str) -> PathBuf {
    let folder = empty(name);
    let cache = folder.join("cache");
    fs::write(folder.join("env"), format!("XDG_CACHE_HOME={}\n", cache.display()))
        .expect("it can be written");
    folder
}

fn fetch(folder: &Path, address: &str, more: &str) -> Output {
    let line = format!("catalog import --format json --from models.dev http://{address} {more}");
    modelpick(folder, line.trim())
}

/// The answer is taken with the day that the server states, and its address becomes the source, without secrets.
#[test]
fn an_answer_is_taken() {
    let dated = "Date: Tue, 30 Jun 2026 08:00:00 GMT\r\nContent-Type: application/json; charset=utf-8\r\n";
    let server = Server::new(move |_, stream| respond(stream, "200 OK", dated, &list()));
    let folder = folder("server");
    let output = fetch(&folder, &format!("me:secret@{}/api.json?key=secret", server.address), "--into mine");
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    let written = tree(&folder.join("mine"));
    let zeta = &written["models/acme/zeta-9.toml"];
    assert!(
        zeta.contains(&format!("url = \"http://{}/api.json\"\nas-of = 2026-06-30\n", server.address)),
        "{zeta}"
    );
    assert!(!zeta.contains("secret") && !String::from_utf8_lossy(&output.stdout).contains("secret"));
    let heads = server.heads();
    assert!(heads[0].starts_with("GET /api.json?key=secret HTTP/1.1\r\n"), "{heads:?}");
    assert!(heads[0].to_lowercase().contains("user-agent: modelpick/"), "{heads:?}");
    assert!(!folder.join("cache").exists(), "an address with a secret is not kept");
}

/// The day of the last change counts before that of the answer, and what the user says before both.
#[test]
fn the_day_is_what_the_best_source_says() {
    let dated = "Date: Tue, 30 Jun 2026 08:00:00 GMT\r\nLast-Modified: Sun, 28 Jun 2026 08:00:00 GMT\r\n";
    let server = Server::new(move |_, stream| respond(stream, "200 OK", dated, &list()));
    let folder = folder("server-day");
    for (more, day) in [("", "2026-06-28"), ("--as-of 2026-06-27", "2026-06-27")] {
        let report: serde_json::Value =
            serde_json::from_slice(&fetch(&folder, &server.address, more).stdout).expect("it is JSON");
        assert_eq!(report["as_of"], day);
    }
    let silent = Server::new(move |_, stream| respond(stream, "200 OK", JSON, &list()));
    let output = fetch(&folder, &silent.address, "");
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("which day"), "{output:?}");
}

/// What has not changed is not sent again: the second answer is empty, and the result the same.
#[test]
fn an_unchanged_list_is_not_sent_again() {
    let server = Server::new(|head, stream| {
        if head.to_lowercase().contains("if-none-match: \"one\"") {
            respond(stream, "304 Not Modified", "ETag: \"one\"\r\n", b"");
        } else {
            let headers = format!("{JSON}ETag: \"one\"\r\nDate: Tue, 30 Jun 2026 08:00:00 GMT\r\n");
            respond(stream, "200 OK", &headers, &list());
        }
    });
    let folder = folder("server-etag");
    let (first, second) = (fetch(&folder, &server.address, ""), fetch(&folder, &server.address, ""));
    assert_eq!(first.status.code(), Some(0), "{first:?}");
    assert_eq!((first.stdout, first.status), (second.stdout, second.status));
    let asked: Vec<_> =
        server.heads().iter().map(|head| head.to_lowercase().contains("if-none-match")).collect();
    assert_eq!(asked, [false, true]);
    // A kept answer that somebody cut short is fetched again.
    for entry in fs::read_dir(folder.join("cache/modelpick/imports")).expect("it was kept") {
        let path = entry.expect("it can be read").path();
        let bytes = fs::read(&path).expect("it can be read");
        fs::write(&path, &bytes[..bytes.len() / 2]).expect("it can be written");
    }
    let third = fetch(&folder, &server.address, "");
    assert_eq!(third.status.code(), Some(0));
    assert!(!server.heads()[2].to_lowercase().contains("if-none-match"));
}

/// Nobody asked whether anything changed.
#[test]
fn a_server_that_says_nothing_changed_is_not_believed() {
    let server = Server::new(|_, stream| respond(stream, "304 Not Modified", "", b""));
    assert!(refused(&server.address, "").contains("304"));
}

/// What a refused fetch tells; nothing is written and nothing reaches the terminal.
fn refused(address: &str, more: &str) -> String {
    let folder =
        folder(&format!("server-refused-{}", address.replace(|letter: char| !letter.is_alphanumeric(), "-")));
    let output = fetch(&folder, address, &format!("--into mine --as-of 2026-06-30 {more}"));
    let told = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(2), "{told}");
    assert!(!folder.join("mine").exists());
    let told: serde_json::Value =
        serde_json::from_str(&told).unwrap_or_else(|error| panic!("{error}: {told}"));
    let message = told["error"]["message"].as_str().expect("a message").to_owned();
    assert!(!message.contains(char::is_control), "{message:?}");
    message
}

#[test]
fn answers_that_are_none_are_told() {
    type Answer = fn(&str, &mut TcpStream);
    let cases: [(&str, Answer); 11] = [
        // Cut off in the middle, and before the head ends.
        ("", |_, stream| {
            let head = format!("HTTP/1.1 200 OK\r\n{JSON}Content-Length: 100000\r\n\r\n");
            drop(stream.write_all(head.as_bytes()).and_then(|()| stream.write_all(b"{\"acme\": ")));
        }),
        ("", |_, stream| drop(stream.write_all(b"HTTP/1.1 200 OK\r\nContent-"))),
        ("", |_, stream| drop(stream.write_all(b"SSH-2.0-OpenSSH_9.6\r\n"))),
        ("404", |_, stream| {
            respond(stream, "404 Not Found", "Content-Type: text/html\r\n", b"<html>gone</html>");
        }),
        ("500", |_, stream| respond(stream, "500 Oops", JSON, b"{}")),
        ("text/html", |_, stream| {
            respond(stream, "200 OK", "Content-Type: text/html\r\n", b"<html>log in</html>");
        }),
        ("image/png", |_, stream| respond(stream, "200 OK", "Content-Type: image/png\r\n", b"\x89PNG")),
        ("gzip", |_, stream| {
            respond(stream, "200 OK", &format!("{JSON}Content-Encoding: gzip\r\n"), b"\x1f\x8b\x08");
        }),
        ("redirects more than 5 times", |_, stream| {
            respond(stream, "302 Found", "Location: /again\r\n", b"");
        }),
        ("is no JSON", |_, stream| respond(stream, "200 OK", JSON, b"<html>log in</html>")),
        ("", |_, stream| respond(stream, "302 Found", "Location: file:///etc/passwd\r\n", b"")),
    ];
    for (says, answer) in cases {
        let server = Server::new(answer);
        let message = refused(&server.address, "");
        assert!(message.contains(says), "{says}: {message}");
    }
}

/// A redirect is followed where it may be.
#[test]
fn a_list_may_have_moved() {
    let server = Server::new(|head, stream| {
        if head.starts_with("GET /new ") {
            respond(stream, "200 OK", JSON, &list());
        } else {
            respond(stream, "301 Moved Permanently", "Location: /new\r\n", b"");
        }
    });
    let output = fetch(&folder("server-moved"), &server.address, "--as-of 2026-06-30");
    assert_eq!(output.status.code(), Some(0), "{output:?}");
}

/// Sixteen MiB and no more, however much more comes.
#[test]
fn an_endless_answer_is_cut_off() {
    let server = Server::new(|_, stream| {
        let blanks = vec![b' '; 1 << 20];
        drop(stream.write_all(format!("HTTP/1.1 200 OK\r\n{JSON}Connection: close\r\n\r\n").as_bytes()));
        while stream.write_all(&blanks).is_ok() {}
    });
    assert!(refused(&server.address, "").contains("larger than 16 MiB"));
}

/// A drop now and then is no answer.
#[test]
fn a_slow_answer_is_not_waited_for() {
    let server = Server::new(|_, stream| {
        drop(stream.write_all(format!("HTTP/1.1 200 OK\r\n{JSON}Content-Length: 100000\r\n\r\n").as_bytes()));
        while stream.write_all(b" ").is_ok() {
            thread::sleep(Duration::from_millis(100));
        }
    });
    assert!(refused(&server.address, "--timeout 1").contains("longer than 1 s"));
}

/// Nobody is there.
#[test]
fn a_refused_connection_is_told() {
    let free = TcpListener::bind("127.0.0.1:0").expect("a port is free").local_addr().expect("an address");
    assert!(refused(&free.to_string(), "").contains("no price list from"));
}

/// Only this command reaches out: with an address as anything else, nobody is called.
#[test]
fn no_other_command_calls_anybody() {
    let server = Server::new(|_, stream| respond(stream, "200 OK", JSON, b"{}"));
    let folder = folder("server-silent");
    let address = format!("http://{}", server.address);
    for line in [
        format!("recommend --answers {address}"),
        format!("models {address}"),
        format!("evidence {address}"),
        format!("rules check {address}"),
        format!(
            "catalog import --as benchmark {address} --name t --capability math --scale percent --as-of 2026-06-30"
        ),
    ] {
        modelpick(&folder, &line);
    }
    assert_eq!(server.heads(), [] as [String; 0]);
}

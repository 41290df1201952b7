//! probe
use modelpick::deciding::recommend;
use modelpick::knowledge::stating::answer::{Answers,Origin};
use modelpick::knowledge::reading::answers::parse;
fn main(){
  let k = modelpick::embedded::knowledge();
  let mut a = Answers::default();
  for arg in std::env::args().skip(1) { let (q,v)=arg.split_once('=').unwrap(); let at=k.question(q).expect(q); a.set(at, parse(v,&k.questions[at],k).unwrap(), Origin::Flag); }
  let r = recommend(k,a);
  println!("{} of {} fit, floor {:?}", r.fitting, r.candidates, r.floor);
  for x in r.ranked.iter().take(12) {
    let c=k.catalog.candidates[x.candidate];
    print!("{:2}{} {:32} {:18} {:6.2} [{:.1},{:.1}] cost {:>10} abil {:.0}±{:.0}{} ", x.rank, if x.tied {"="} else {" "}, &*k.model(c).id, &*k.offer(c).id, x.score.value as f64/100., x.score.low as f64/100., x.score.high as f64/100., x.cost.as_ref().map_or("?".into(), |c| format!("{:.2}",c.value)), x.ability.mean, x.ability.sd, if x.estimated {"*"} else {""});
    for cn in &x.contributions { print!(" {}={:.1}", k.criteria[cn.criterion].id, cn.points as f64/100.); }
    println!();
  }
  for (role,at) in &r.roles { let c=k.catalog.candidates[*at]; println!("{}: {} {}", role.word(), &*k.model(c).id, &*k.offer(c).id); }
  for ch in r.changes.iter().take(40) { println!("  --{} {} -> {:?}", k.questions[ch.question].id, ch.answer, ch.winner.map(|w| k.model(k.catalog.candidates[w]).id.to_string())); }
  for w in &r.warnings { println!("  {w:?}"); }
  for w in &r.relaxations { println!("  {w:?}"); }
  for a in &r.advice { println!("  - {}", k.rules[*a].advise.as_ref().unwrap().en); }
}

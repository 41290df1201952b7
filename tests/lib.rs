//! Every test that looks at the program as a whole, in one binary: it links once.

#[cfg(test)]
mod analyze;
#[cfg(test)]
mod architecture;
#[cfg(test)]
mod authoring;
#[cfg(test)]
mod cli;
#[cfg(test)]
mod completions;
#[cfg(test)]
mod conversion;
#[cfg(test)]
mod engine;
#[cfg(test)]
mod escapes;
#[cfg(test)]
mod examples;
#[cfg(test)]
mod importing;
#[cfg(test)]
mod interview;
#[cfg(test)]
mod load;
#[cfg(test)]
mod manual;
#[cfg(test)]
mod properties;
// Its shell lines are for a Unix; so is what is recorded at its terminal.
#[cfg(test)]
#[cfg(unix)]
mod pty;
#[cfg(test)]
mod readme;
#[cfg(test)]
#[cfg(unix)]
mod recording;
#[cfg(test)]
mod reference;
#[cfg(test)]
mod rules;
#[cfg(test)]
mod scenarios;
#[cfg(test)]
mod schemas;
#[cfg(test)]
mod verify;
#[cfg(test)]
mod vouching;

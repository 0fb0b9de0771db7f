//! placeholder
fn main(){ let a: Vec<String>=std::env::args().collect(); let r=liandong::Rulebook::from_json(&std::fs::read_to_string(&a[1]).unwrap()); match r {Ok(r)=> for q in &a[2..] {println!("{}", r.ask(q));}, Err(e)=>println!("{e}\n{}",e.zh())} }

// Loads each file listed in the file named by the first argument with the dotenv crate; prints a JSON object a line.
use std::{env, fs};

fn main() {
    let list = env::args().nth(1).expect("a file that lists files");
    for path in fs::read_to_string(list).expect("the list").lines() {
        for (name, _) in env::vars_os() {
            env::remove_var(name);
        }
        match dotenv::from_path(path) {
            Err(_) => println!("null"),
            Ok(_) => {
                let members: Vec<String> = env::vars()
                    .map(|(name, value)| format!("{}:{}", quoted(&name), quoted(&value)))
                    .collect();
                println!("{{{}}}", members.join(","));
            }
        }
    }
}

fn quoted(text: &str) -> String {
    let characters: String = text
        .chars()
        .map(|each| match each {
            '"' | '\\' | '\0'..='\x1f' => format!("\\u{:04x}", each as u32),
            _ => each.to_string(),
        })
        .collect();
    format!("\"{}\"", characters)
}

//! Which file of `src` uses which, read from the paths in its code.
//!
//! A path counts for the file that defines what it names, not for those that only re-export it. Declaring a
//! child with `mod` and re-exporting from it is no use of it. What is there for tests alone is left out.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use proc_macro2::{Delimiter, TokenStream, TokenTree};

/// The names that lead to a module: `["report", "build"]` for `src/report/build.rs`, none for `src/lib.rs`.
pub type Module = Vec<String>;

/// Each file, and the files whose items it uses.
pub type Uses = BTreeMap<Module, BTreeSet<Module>>;

#[derive(Default)]
struct Code {
    imports: Vec<Import>,
    /// The names of the items that the file defines, by which a glob is resolved.
    items: BTreeSet<String>,
    /// Every path of two names or more outside of imports, such as `super::build::ranking`.
    paths: Vec<Vec<String>>,
}

struct Import {
    /// The name under which the file knows it, `*` for a glob.
    name: String,
    path: Vec<String>,
    reexported: bool,
}

/// Reads the files below `src`.
pub fn uses(src: &Path, files: &[std::path::PathBuf]) -> Uses {
    let mut modules = BTreeMap::new();
    let mut test_modules = Vec::new();
    for file in files {
        let module = module(src, file);
        let mut tokens = Vec::new();
        flatten(std::fs::read_to_string(file).unwrap().parse().unwrap(), &mut tokens);
        let tokens = without_tests(&tokens, &module, &mut test_modules);
        modules.insert(module, Code::of(&tokens));
    }
    modules.retain(|module, _| !test_modules.iter().any(|tests| module.starts_with(tests)));
    modules.iter().map(|(module, code)| (module.clone(), targets(module, code, &modules))).collect()
}

fn module(src: &Path, file: &Path) -> Module {
    let below = file.strip_prefix(src).unwrap().with_extension("");
    let names: Module = below.components().map(|name| name.as_os_str().to_string_lossy().into()).collect();
    if names == ["lib"] || names == ["main"] { Vec::new() } else { names }
}

/// The groups of files each of which uses, directly or not, all the others of its group.
pub fn circles(uses: &Uses) -> Vec<Vec<Module>> {
    let reach: BTreeMap<&Module, BTreeSet<&Module>> =
        uses.keys().map(|module| (module, reachable(module, uses))).collect();
    let mut circles: Vec<Vec<Module>> = Vec::new();
    for (module, reached) in &reach {
        let circle: Vec<Module> =
            reached.iter().filter(|other| reach[**other].contains(module)).map(|m| (*m).clone()).collect();
        if circle.len() > 1 && !circles.contains(&circle) {
            circles.push(circle);
        }
    }
    circles
}

fn reachable<'u>(from: &Module, uses: &'u Uses) -> BTreeSet<&'u Module> {
    let mut reached = BTreeSet::new();
    let mut next: Vec<&Module> = uses[from].iter().collect();
    while let Some(module) = next.pop() {
        if reached.insert(module) {
            next.extend(&uses[module]);
        }
    }
    reached
}

fn targets(module: &Module, code: &Code, modules: &BTreeMap<Module, Code>) -> BTreeSet<Module> {
    let imported = code.imports.iter().filter_map(|import| {
        let target = resolve(module, &import.path, modules, 0)?;
        let from_a_child = import.reexported && target.starts_with(module);
        (!from_a_child).then_some(target)
    });
    let named = code.paths.iter().filter_map(|path| resolve(module, path, modules, 0));
    imported.chain(named).filter(|target| target != module && !target.is_empty()).collect()
}

/// The module that defines what a path names, as seen from `module`. `None` if it lies outside of this crate.
fn resolve(
    module: &Module,
    path: &[String],
    modules: &BTreeMap<Module, Code>,
    depth: usize,
) -> Option<Module> {
    // No chain of re-exports is so long: this one leads back to itself.
    if depth > 16 {
        return None;
    }
    let mut at = module.clone();
    for (index, name) in path.iter().enumerate() {
        match name.as_str() {
            "crate" => at.clear(),
            "super" => _ = at.pop(),
            "self" | "*" => {}
            _ => {
                let child: Module = at.iter().chain([name]).cloned().collect();
                if modules.contains_key(&child) {
                    at = child;
                    continue;
                }
                let code = &modules[&at];
                let import = code.imports.iter().find(|import| import.name == *name);
                // The rest of the path begins at what was imported, which may be a module.
                if let Some(import) =
                    import.filter(|import| !code.items.contains(name) && import.path != path)
                {
                    let whole: Vec<String> = import.path.iter().chain(&path[index + 1..]).cloned().collect();
                    return resolve(&at, &whole, modules, depth + 1);
                }
                let defined = code.items.contains(name).then(|| at.clone());
                let found = defined.or_else(|| through_a_glob(&at, name, modules));
                return found.or_else(|| (index > 0).then_some(at));
            }
        }
    }
    Some(at)
}

fn through_a_glob(at: &Module, name: &str, modules: &BTreeMap<Module, Code>) -> Option<Module> {
    let globs = modules[at].imports.iter().filter(|import| import.name == "*");
    let mut sources = globs.filter_map(|glob| resolve(at, &glob.path, modules, 0));
    sources.find(|source| modules[source].items.contains(name))
}

/// The tokens of a text, without comments; a literal as an empty one.
fn flatten(stream: TokenStream, tokens: &mut Vec<String>) {
    for tree in stream {
        match tree {
            TokenTree::Ident(ident) => tokens.push(ident.to_string()),
            TokenTree::Punct(punct) => tokens.push(punct.as_char().to_string()),
            TokenTree::Literal(_) => tokens.push(String::new()),
            TokenTree::Group(group) => {
                let (open, close) = match group.delimiter() {
                    Delimiter::Parenthesis => ("(", ")"),
                    Delimiter::Brace => ("{", "}"),
                    Delimiter::Bracket => ("[", "]"),
                    Delimiter::None => ("", ""),
                };
                tokens.push(open.to_owned());
                flatten(group.stream(), tokens);
                tokens.push(close.to_owned());
            }
        }
    }
}

/// The tokens without the items marked `#[cfg(test)]`; of a module that lies in a file of its own, its name.
fn without_tests(tokens: &[String], module: &Module, test_modules: &mut Vec<Module>) -> Vec<String> {
    const MARK: [&str; 7] = ["#", "[", "cfg", "(", "test", ")", "]"];
    let mut kept = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        if !tokens[at..].starts_with(&MARK.map(str::to_owned)) {
            kept.push(tokens[at].clone());
            at += 1;
            continue;
        }
        let mut depth = 0;
        loop {
            match tokens[at].as_str() {
                "(" | "[" | "{" => depth += 1,
                ")" | "]" | "}" => depth -= 1,
                "mod" if depth == 0 => {
                    test_modules.push(module.iter().chain([&tokens[at + 1]]).cloned().collect());
                }
                _ => {}
            }
            at += 1;
            if depth == 0 && matches!(tokens[at - 1].as_str(), ";" | "}") {
                break;
            }
        }
    }
    kept
}

impl Code {
    fn of(tokens: &[String]) -> Self {
        const DEFINES: [&str; 9] =
            ["struct", "enum", "fn", "trait", "const", "static", "type", "union", "macro_rules"];
        let mut code = Self::default();
        let mut at = 0;
        while at < tokens.len() {
            let token = tokens[at].as_str();
            if token == "use" && tokens[at + 1] != "<" {
                let reexported = at > 0 && matches!(tokens[at - 1].as_str(), "pub" | ")");
                let end = at + tokens[at..].iter().position(|token| token == ";").unwrap();
                tree(&tokens[at + 1..end], &[], reexported, &mut code.imports);
                at = end;
            } else if DEFINES.contains(&token) {
                code.items.extend(tokens[at + 1..].iter().find(|token| *token != "!").cloned());
                at += 1;
            } else if is_name(token) {
                let path = path(&tokens[at..]);
                // `pub(in crate::cli)` says who may see an item, and uses none.
                let visibility = at > 2 && tokens[at - 3..at] == ["pub", "(", "in"];
                at += 3 * path.len() - 2;
                if path.len() > 1 && !visibility {
                    code.paths.push(path);
                }
            } else {
                at += 1;
            }
        }
        code
    }
}

fn is_name(token: &str) -> bool {
    token.starts_with(|c: char| c.is_alphabetic() || c == '_')
}

/// The path that the tokens begin with: `a :: b :: c`.
fn path(tokens: &[String]) -> Vec<String> {
    let mut path = vec![tokens[0].clone()];
    let mut rest = &tokens[1..];
    while let [first, second, name, ..] = rest
        && first == ":"
        && second == ":"
        && is_name(name)
    {
        path.push(name.clone());
        rest = &rest[3..];
    }
    path
}

/// The imports of a `use`: `a::{self, b as c, d::*}`.
fn tree(tokens: &[String], before: &[String], reexported: bool, imports: &mut Vec<Import>) {
    if let Some(open) = tokens.iter().position(|token| token == "{") {
        let names = tokens[..open].iter().filter(|token| is_name(token));
        let before: Vec<String> = before.iter().chain(names).cloned().collect();
        for entry in entries(&tokens[open + 1..tokens.len() - 1]) {
            tree(entry, &before, reexported, imports);
        }
        return;
    }
    let mut names: Vec<String> = tokens.iter().filter(|token| *token != ":").cloned().collect();
    let alias = names.iter().position(|name| name == "as").map(|at| names.split_off(at)[1].clone());
    let mut path: Vec<String> = before.iter().cloned().chain(names).collect();
    if path.len() > 1 && path.last().is_some_and(|name| name == "self") {
        path.pop();
    }
    let name = alias.or_else(|| path.last().cloned()).unwrap_or_default();
    imports.push(Import { name, path, reexported });
}

/// The parts between the outer commas.
fn entries(tokens: &[String]) -> impl Iterator<Item = &[String]> {
    let mut depth = 0;
    let between = move |token: &String| {
        depth += i32::from(token == "{") - i32::from(token == "}");
        token == "," && depth == 0
    };
    tokens.split(between).filter(|entry| !entry.is_empty())
}

//! Who owns which files by CODEOWNERS, as GitHub and GitLab read it.

use std::collections::{BTreeMap, BTreeSet};

/// Whose reading counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Forge {
    GitHub,
    GitLab,
}

impl Forge {
    /// Where the file may lie; the first that is there counts.
    pub(super) fn places(self) -> [&'static str; 3] {
        match self {
            Self::GitHub => [".github/CODEOWNERS", "CODEOWNERS", "docs/CODEOWNERS"],
            Self::GitLab => ["CODEOWNERS", "docs/CODEOWNERS", ".gitlab/CODEOWNERS"],
        }
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Rule {
    pattern: String,
    /// None: who matches is owned by nobody again.
    owners: Vec<String>,
}

/// The rules of a file, by section; GitHub has one.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct CodeOwners {
    sections: Vec<Vec<Rule>>,
}

impl CodeOwners {
    /// Reads a file. What is no rule is left out, as the forges do.
    pub(super) fn parse(text: &str, forge: Forge) -> Self {
        let mut sections = vec![Vec::new()];
        let mut default: Vec<String> = Vec::new();
        for line in text.lines() {
            let line = without_comment(line).trim();
            if line.is_empty() {
                continue;
            }
            if let Some(heading) = line.strip_prefix('^').or(Some(line)).filter(|line| line.starts_with('['))
            {
                if forge == Forge::GitLab {
                    default = owners(heading.rsplit(']').next().unwrap_or_default());
                    sections.push(Vec::new());
                }
                continue;
            }
            let (pattern, rest) = line.split_once(char::is_whitespace).unwrap_or((line, ""));
            // Both are refused: GitHub ignores them, GitLab takes the first as an exclusion since 17.10.
            if pattern.starts_with('!') || pattern.contains('[') {
                continue;
            }
            let own = owners(rest);
            let owners = if own.is_empty() { default.clone() } else { own };
            if let Some(section) = sections.last_mut() {
                section.push(Rule { pattern: pattern.to_owned(), owners });
            }
        }
        Self { sections }
    }

    /// Returns the owners of a file: of each section those of the last rule that matches.
    pub(super) fn of(&self, path: &str) -> BTreeSet<&str> {
        let last = |rules: &'_ Vec<Rule>| rules.iter().rposition(|rule| matches(&rule.pattern, path));
        let of_section = |rules| last(rules).map(|at| rules[at].owners.iter());
        self.sections.iter().filter_map(of_section).flatten().map(String::as_str).collect()
    }

    /// Returns every team that is named.
    pub(super) fn named_teams(&self, forge: Forge) -> BTreeSet<&str> {
        let owners = self.sections.iter().flatten().flat_map(|rule| &rule.owners);
        owners.map(String::as_str).filter(|owner| is_team(owner, forge)).collect()
    }

    /// Returns the teams that own each of some files.
    pub(super) fn by_file(&self, files: &[String], forge: Forge) -> BTreeMap<String, BTreeSet<String>> {
        let teams = |file: &String| {
            let owners = self.of(file).into_iter().filter(|owner| is_team(owner, forge));
            owners.map(str::to_owned).collect()
        };
        files.iter().map(|file| (file.clone(), teams(file))).collect()
    }

    /// Returns the teams that own enough of these files, with how many each: at least ten, and at least one
    /// in a hundred.
    pub(super) fn owning_teams(by_file: &BTreeMap<String, BTreeSet<String>>) -> BTreeMap<String, usize> {
        let mut owned: BTreeMap<String, usize> = BTreeMap::new();
        by_file.values().flatten().for_each(|team| *owned.entry(team.clone()).or_default() += 1);
        let least = (by_file.len().div_ceil(100)).max(10);
        owned.retain(|_, files| *files >= least);
        owned
    }

    /// Returns how many rules there are.
    pub(super) fn rules(&self) -> usize {
        self.sections.iter().map(Vec::len).sum()
    }
}

/// Returns whether an owner is a team: on GitHub it has an organisation before its name; on GitLab a group
/// and a person look alike.
fn is_team(owner: &str, forge: Forge) -> bool {
    match forge {
        Forge::GitHub => owner.starts_with('@') && owner.contains('/'),
        Forge::GitLab => owner.starts_with('@') && !owner.starts_with("@@"),
    }
}

fn owners(text: &str) -> Vec<String> {
    text.split_whitespace().filter(|word| word.contains('@')).map(str::to_owned).collect()
}

/// A number sign begins a comment at the start of a line or after a blank.
fn without_comment(line: &str) -> &str {
    let begins = |(at, _): &(usize, &str)| *at == 0 || line[..*at].ends_with(char::is_whitespace);
    let comment = line.match_indices('#').find(begins);
    comment.map_or(line, |(at, _)| &line[..at])
}

/// Returns whether a pattern of CODEOWNERS matches a path.
pub(super) fn matches(pattern: &str, path: &str) -> bool {
    let is_folder = pattern.ends_with('/');
    let trimmed = pattern.trim_matches('/');
    let wanted: Vec<&str> = trimmed.split('/').collect();
    let path: Vec<&str> = path.split('/').collect();
    if trimmed == "*" || trimmed == "**" {
        return true;
    }
    // A slash anywhere but at the end ties a pattern to the top.
    let is_anchored = pattern.trim_end_matches('/').contains('/');
    let starts = if is_anchored { 0..1 } else { 0..path.len() };
    starts.into_iter().any(|start| matches_from(&wanted, &path[start..], is_folder))
}

fn matches_from(wanted: &[&str], path: &[&str], is_folder: bool) -> bool {
    match wanted {
        // All that lies below a folder is its own.
        [] => !is_folder && path.is_empty() || !path.is_empty(),
        ["**", rest @ ..] => (0..=path.len()).any(|skipped| matches_from(rest, &path[skipped..], is_folder)),
        ["*"] => path.len() == 1 && !is_folder || is_folder && path.len() > 1,
        [first, rest @ ..] => {
            path.first().is_some_and(|name| matches_name(first, name))
                && matches_from(rest, &path[1..], is_folder)
        }
    }
}

/// Returns whether a name fits a pattern in which `*` is any letters and `?` one.
fn matches_name(pattern: &str, name: &str) -> bool {
    let (pattern, name): (Vec<char>, Vec<char>) = (pattern.chars().collect(), name.chars().collect());
    // Which beginnings of the name the pattern so far fits: linear in both, whatever stars there are.
    let mut fits = vec![false; name.len() + 1];
    fits[0] = true;
    for wanted in pattern {
        if wanted == '*' {
            let first = fits.iter().position(|fit| *fit).unwrap_or(fits.len());
            fits.iter_mut().skip(first).for_each(|fit| *fit = true);
        } else {
            for at in (0..name.len()).rev() {
                fits[at + 1] = fits[at] && (wanted == '?' || wanted == name[at]);
            }
            fits[0] = false;
        }
    }
    fits[name.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn owned<'o>(owners: &'o CodeOwners, path: &str) -> Vec<&'o str> {
        owners.of(path).into_iter().collect()
    }

    #[test]
    fn the_last_rule_wins_and_one_without_owners_clears() {
        let text =
            "* @org/all # everybody\n/src/ @org/core @ada\n/src/gen/\ndocs/* d@example.org\n!x @org/none\n";
        let owners = CodeOwners::parse(text, Forge::GitHub);
        assert_eq!(owned(&owners, "README.md"), ["@org/all"]);
        assert_eq!(owned(&owners, "src/a/b.rs"), ["@ada", "@org/core"]);
        assert!(owned(&owners, "src/gen/a.rs").is_empty());
        assert_eq!(owned(&owners, "docs/a.md"), ["d@example.org"]);
        assert_eq!(owned(&owners, "docs/a/b.md"), ["@org/all"], "a star is no folder");
        assert_eq!(owners.named_teams(Forge::GitHub).len(), 2);
        assert_eq!(owners.rules(), 4);
    }

    #[test]
    fn sections_of_gitlab_have_owners_of_their_own() {
        let text = "[Code] @group/code\n*.rs\n^[Docs][2] @writers\n*.md @editors\n*.rs @@maintainer\n";
        let owners = CodeOwners::parse(text, Forge::GitLab);
        assert_eq!(owned(&owners, "a/b.rs"), ["@@maintainer", "@group/code"]);
        assert_eq!(owned(&owners, "b.md"), ["@editors"]);
        assert_eq!(
            owners.named_teams(Forge::GitLab).into_iter().collect::<Vec<_>>(),
            ["@editors", "@group/code"]
        );
    }

    #[test]
    fn patterns_match_as_the_forges_say() {
        for (pattern, path, expected) in [
            ("*.js", "a/b/c.js", true),
            ("/build/logs/", "build/logs/x/y", true),
            ("/build/logs/", "a/build/logs/x", false),
            ("apps/", "a/apps/x", true),
            ("apps/", "apps", false),
            ("/docs/**/index.md", "docs/a/b/index.md", true),
            ("**/logs", "a/logs/x", true),
            ("src/*.rs", "src/a.rs", true),
            ("src/*.rs", "src/a/b.rs", false),
            ("*", ".hidden", true),
            ("a?c", "abc", true),
            ("a*b*c", "axxbyyc", true),
            ("a*b*c", "axxbyy", false),
        ] {
            assert_eq!(matches(pattern, path), expected, "{pattern} {path}");
        }
    }

    #[test]
    fn a_team_owns_from_ten_files_on() {
        let owners = CodeOwners::parse("a/ @org/a\nb/ @org/b\n", Forge::GitHub);
        let files: Vec<String> =
            (0..12).map(|n| format!("a/{n}")).chain((0..9).map(|n| format!("b/{n}"))).collect();
        let owning = CodeOwners::owning_teams(&owners.by_file(&files, Forge::GitHub));
        assert_eq!(owning.into_iter().collect::<Vec<_>>(), [("@org/a".to_owned(), 12)]);
    }
}

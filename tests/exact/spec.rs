//! Random rulebooks: made as a small model of their own, and written out as YAML. Every name and every reason
//! occurs once.

use std::fmt::Write;

use archwise::options::IdSet;

/// A linear congruential generator (Knuth, MMIX); independent of the engine's own numbers.
pub struct Random(u64);

impl Random {
    pub fn new(seed: u64) -> Self {
        let mut random = Self(seed ^ 0x5851_f42d);
        (0..4).for_each(|_| _ = random.below(2));
        random
    }

    pub fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) as usize) % bound
    }

    pub fn chance(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }

    /// A set of options that is not empty: often all, often one, sometimes some.
    pub fn subset<I: Copy + From<usize> + Into<usize>>(&mut self, size: usize) -> IdSet<I> {
        match self.below(10) {
            0..4 => IdSet::full(size),
            4..7 => IdSet::only(self.below(size).into()),
            _ => {
                let some: IdSet<I> = (0..size).filter(|_| self.chance(50)).map(I::from).collect();
                if some.is_empty() { IdSet::only(self.below(size).into()) } else { some }
            }
        }
    }

    fn several(&mut self, size: usize) -> Vec<usize> {
        let mut some: Vec<usize> = (0..size).filter(|_| self.chance(45)).collect();
        if some.is_empty() {
            some.push(self.below(size));
        }
        some
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Ordinal,
    Nominal,
    Multi,
    Number,
}

#[derive(Debug)]
pub struct Question {
    pub kind: Kind,
    pub options: usize,
    pub ask_when: Option<Cond>,
    /// Whether it asks for history, which can be found out but not changed.
    pub fixed: bool,
}

#[derive(Debug, Clone)]
pub enum Cond {
    All(Vec<Cond>),
    Any(Vec<Cond>),
    Not(Box<Cond>),
    Test(usize, Op),
}

#[derive(Debug, Clone)]
pub enum Op {
    OneOf(Vec<usize>),
    AtLeast(usize),
    AtMost(usize),
    Includes(Vec<usize>),
    Excludes(Vec<usize>),
}

#[derive(Debug)]
pub enum Does {
    Points(Vec<i32>),
    RulesOut(Vec<usize>),
    Warn,
}

#[derive(Debug)]
pub struct Branch {
    pub when: Cond,
    pub does: Does,
}

/// One rule; more than one branch is a `first_of`.
#[derive(Debug)]
pub struct Rule {
    pub quality: usize,
    pub branches: Vec<Branch>,
}

/// The architectures on the two sides of an axis; some may stand on neither.
#[derive(Debug)]
pub struct Axis {
    pub high: Vec<usize>,
    pub low: Vec<usize>,
}

/// The shares of the options of a question; of a multiple choice some may be left out.
#[derive(Debug)]
pub struct Usual {
    pub when: Option<Cond>,
    pub shares: Vec<Option<u32>>,
}

#[derive(Debug)]
pub struct Spec {
    pub architectures: usize,
    pub qualities: usize,
    pub questions: Vec<Question>,
    pub rules: Vec<Rule>,
    pub close_call: i32,
    pub likely: u32,
    pub axes: Vec<Axis>,
    /// For each question.
    pub usual: Vec<Vec<Usual>>,
}

impl Spec {
    /// With two rules at least, and so many at most.
    pub fn random(rules: usize, random: &mut Random) -> Self {
        let mut spec = Self {
            architectures: 2 + random.below(3),
            qualities: 1 + random.below(3),
            questions: Vec::new(),
            rules: Vec::new(),
            close_call: random.below(4) as i32,
            likely: 50 + random.below(50) as u32,
            axes: Vec::new(),
            usual: Vec::new(),
        };
        for index in 0..2 + random.below(3) {
            let kind = [Kind::Ordinal, Kind::Nominal, Kind::Multi, Kind::Number][random.below(4)];
            let options = 2 + random.below(if kind == Kind::Multi { 2 } else { 3 });
            let ask_when = (index > 0 && random.chance(30)).then(|| spec.condition(random, 1));
            let fixed = random.chance(15);
            spec.questions.push(Question { kind, options, ask_when, fixed });
        }
        for _ in 0..2 + random.below(rules - 1) {
            let branches = if random.chance(20) { 2 + random.below(2) } else { 1 };
            let quality = random.below(spec.qualities);
            let branches = (0..branches).map(|_| spec.branch(random)).collect();
            spec.rules.push(Rule { quality, branches });
        }
        spec.axes = (0..random.below(3)).map(|_| spec.axis(random)).collect();
        spec.usual = (0..spec.questions.len()).map(|question| spec.usual(question, random)).collect();
        spec
    }

    /// Mostly one that places every architecture.
    fn axis(&self, random: &mut Random) -> Axis {
        let mut axis = Axis { high: Vec::new(), low: Vec::new() };
        for a in 0..self.architectures {
            match random.below(20) {
                0..10 => axis.high.push(a),
                10..19 => axis.low.push(a),
                _ => {}
            }
        }
        axis
    }

    fn usual(&self, question: usize, random: &mut Random) -> Vec<Usual> {
        let mut all = Vec::new();
        if random.chance(40) {
            let other = (question + 1 + random.below(self.questions.len() - 1)) % self.questions.len();
            let when = Some(self.test_of(other, random));
            all.push(Usual { when, shares: self.shares(question, random) });
        }
        if random.chance(60) {
            all.push(Usual { when: None, shares: self.shares(question, random) });
        }
        all
    }

    fn shares(&self, question: usize, random: &mut Random) -> Vec<Option<u32>> {
        let Question { kind, options, .. } = self.questions[question];
        let share = |random: &mut Random| match kind {
            Kind::Multi => random.chance(70).then(|| 1 + random.below(99) as u32),
            _ => Some(1 + random.below(9) as u32),
        };
        let mut shares: Vec<Option<u32>> = (0..options).map(|_| share(random)).collect();
        if shares.iter().all(Option::is_none) {
            shares[0] = Some(30);
        }
        shares
    }

    fn branch(&self, random: &mut Random) -> Branch {
        let when = self.condition(random, 2);
        let does = match random.below(10) {
            0 => Does::Warn,
            1 => Does::RulesOut(random.several(self.architectures)),
            _ => {
                let mut points: Vec<i32> =
                    (0..self.architectures).map(|_| random.below(9) as i32 - 4).collect();
                if points.iter().all(|points| *points == 0) {
                    points[0] = 1;
                }
                Does::Points(points)
            }
        };
        Branch { when, does }
    }

    fn condition(&self, random: &mut Random, depth: usize) -> Cond {
        if depth == 0 || random.chance(45) {
            return self.test(random);
        }
        match random.below(3) {
            0 => Cond::All((0..1 + random.below(3)).map(|_| self.condition(random, depth - 1)).collect()),
            1 => Cond::Any((0..1 + random.below(3)).map(|_| self.condition(random, depth - 1)).collect()),
            _ => Cond::Not(Box::new(self.condition(random, depth - 1))),
        }
    }

    fn test(&self, random: &mut Random) -> Cond {
        self.test_of(random.below(self.questions.len()), random)
    }

    fn test_of(&self, index: usize, random: &mut Random) -> Cond {
        let Question { kind, options, .. } = self.questions[index];
        let op = match (kind, random.below(3)) {
            (Kind::Ordinal | Kind::Number, 0) => Op::AtLeast(random.below(options)),
            (Kind::Ordinal | Kind::Number, 1) => Op::AtMost(random.below(options)),
            (Kind::Multi, 0) => Op::Includes(random.several(options)),
            (Kind::Multi, 1) => Op::Excludes(random.several(options)),
            _ => Op::OneOf(random.several(options)),
        };
        Cond::Test(index, op)
    }

    pub fn yaml(&self) -> String {
        let mut out = format!(
            "rulebook: {{id: random, version: '1', title: R, close_call: {}, likely: {}}}\n",
            self.close_call, self.likely
        );
        out.push_str("architectures:\n");
        for a in 0..self.architectures {
            writeln!(out, "  - {{id: a{a}, name: A{a}, summary: S}}").unwrap();
        }
        if !self.axes.is_empty() {
            out.push_str("axes:\n");
        }
        for (index, axis) in self.axes.iter().enumerate() {
            let list = |side: &[usize]| side.iter().map(|a| format!("a{a}")).collect::<Vec<_>>().join(", ");
            let (high, low) = (list(&axis.high), list(&axis.low));
            writeln!(out, "  - {{id: s{index}, ask: Q, high: [{high}], low: [{low}]}}").unwrap();
        }
        out.push_str("qualities:\n");
        for q in 0..self.qualities {
            writeln!(out, "  - {{id: q{q}, name: Q{q}, about: A}}").unwrap();
        }
        out.push_str("questions:\n");
        for (index, question) in self.questions.iter().enumerate() {
            out.push_str(&question.yaml(index));
            let usual: Vec<String> = self.usual[index].iter().map(Usual::yaml).collect();
            if !usual.is_empty() {
                writeln!(out, "    usual: [{}]", usual.join(", ")).unwrap();
            }
        }
        out.push_str("rules:\n");
        for (index, rule) in self.rules.iter().enumerate() {
            out.push_str(&rule.yaml(index));
        }
        out
    }
}

impl Question {
    fn yaml(&self, index: usize) -> String {
        let kind = format!("{:?}", self.kind).to_lowercase();
        let option = |o: usize| match self.kind {
            Kind::Number => format!("{{id: o{o}, from: {}}}", o * 10),
            _ => format!("{{id: o{o}}}"),
        };
        let options: Vec<String> = (0..self.options).map(option).collect();
        let ask_when =
            self.ask_when.as_ref().map(|c| format!("    ask_when: {}\n", c.yaml())).unwrap_or_default();
        format!(
            "  - id: x{index}\n    ask: A\n    kind: {kind}\n    fixed: {}\n    options: [{}]\n{ask_when}",
            self.fixed,
            options.join(", ")
        )
    }
}

impl Usual {
    fn yaml(&self) -> String {
        let shares = self.shares.iter().enumerate();
        let shares: Vec<String> =
            shares.filter_map(|(o, share)| share.map(|share| format!("o{o}: {share}"))).collect();
        let when = self.when.as_ref().map(|when| format!("when: {}, ", when.yaml())).unwrap_or_default();
        format!("{{{when}shares: {{{}}}}}", shares.join(", "))
    }
}

impl Cond {
    fn yaml(&self) -> String {
        let list = |parts: &[Cond]| parts.iter().map(Cond::yaml).collect::<Vec<_>>().join(", ");
        match self {
            Self::All(parts) => format!("{{all: [{}]}}", list(parts)),
            Self::Any(parts) => format!("{{any: [{}]}}", list(parts)),
            Self::Not(inner) => format!("{{not: {}}}", inner.yaml()),
            Self::Test(question, op) => format!("{{x{question}: {}}}", op.yaml()),
        }
    }
}

impl Op {
    fn yaml(&self) -> String {
        let list = |options: &[usize]| options.iter().map(|o| format!("o{o}")).collect::<Vec<_>>().join(", ");
        match self {
            Self::OneOf(options) => format!("[{}]", list(options)),
            Self::AtLeast(option) => format!("{{at_least: o{option}}}"),
            Self::AtMost(option) => format!("{{at_most: o{option}}}"),
            Self::Includes(options) => format!("{{includes: [{}]}}", list(options)),
            Self::Excludes(options) => format!("{{excludes: [{}]}}", list(options)),
        }
    }
}

impl Rule {
    fn yaml(&self, index: usize) -> String {
        let head = format!("  - id: r{index}\n    quality: q{}\n", self.quality);
        match self.branches.as_slice() {
            [only] => {
                format!(
                    "{head}    when: {}\n    {}\n    because: B{index}\n",
                    only.when.yaml(),
                    only.does.yaml()
                )
            }
            branches => {
                let branch = |(at, b): (usize, &Branch)| {
                    let (when, does) = (b.when.yaml(), b.does.yaml());
                    format!("      - {{when: {when}, {does}, because: B{index}-{at}}}\n")
                };
                let branches: String = branches.iter().enumerate().map(branch).collect();
                format!("{head}    first_of:\n{branches}")
            }
        }
    }
}

impl Does {
    fn yaml(&self) -> String {
        match self {
            Self::Points(points) => {
                let points: Vec<String> =
                    points.iter().enumerate().map(|(a, p)| format!("a{a}: {p}")).collect();
                format!("points: {{{}}}", points.join(", "))
            }
            Self::RulesOut(ids) => {
                format!("rules_out: [{}]", ids.iter().map(|a| format!("a{a}")).collect::<Vec<_>>().join(", "))
            }
            Self::Warn => "warn: W".to_owned(),
        }
    }
}

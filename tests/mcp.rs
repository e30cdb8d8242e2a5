//! `archwise mcp` as a client meets it: messages in, messages out, nothing else on standard output, and
//! nothing written but where it may be. `.ci/mcp` has it talk to clients that are not ours.
#![allow(clippy::unwrap_used, clippy::panic)]

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use serde_json::{Value, json};

/// A client that speaks the protocol by hand.
struct Client {
    server: Child,
    input: Option<ChildStdin>,
    output: BufReader<ChildStdout>,
    asked: u64,
}

impl Client {
    fn start(folder: &Path, arguments: &[&str]) -> Self {
        let mut server = Command::new(env!("CARGO_BIN_EXE_archwise"))
            .args(["mcp"])
            .args(arguments)
            .current_dir(folder)
            .env("SOURCE_DATE_EPOCH", "1800000000")
            .env_remove("ARCHWISE_RULES")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let input = server.stdin.take();
        let output = BufReader::new(server.stdout.take().unwrap());
        let mut client = Self { server, input, output, asked: 0 };
        let this = json!({ "name": "test", "version": "1" });
        let hello = json!({ "protocolVersion": "2025-06-18", "capabilities": {}, "clientInfo": this });
        let welcome = client.ask("initialize", hello);
        assert_eq!(welcome["result"]["serverInfo"]["name"], "archwise", "{welcome}");
        client.send(&json!({ "jsonrpc": "2.0", "method": "notifications/initialized" }).to_string());
        client
    }

    fn send(&mut self, line: &str) {
        let input = self.input.as_mut().unwrap();
        input.write_all(line.as_bytes()).unwrap();
        input.write_all(b"\n").unwrap();
        input.flush().unwrap();
    }

    /// Returns the next message; every line is one.
    fn next(&mut self) -> Value {
        let mut line = String::new();
        assert!(self.output.read_line(&mut line).unwrap() > 0, "the server is gone");
        serde_json::from_str(&line).unwrap_or_else(|error| panic!("{error}: {line}"))
    }

    fn ask(&mut self, method: &str, params: Value) -> Value {
        self.asked += 1;
        let id = self.asked;
        self.send(&json!({ "jsonrpc": "2.0", "id": id, "method": method, "params": params }).to_string());
        loop {
            let message = self.next();
            if message["id"] == id {
                return message;
            }
        }
    }

    fn call(&mut self, tool: &str, arguments: Value) -> Value {
        let answer = self.ask("tools/call", json!({ "name": tool, "arguments": arguments }));
        assert!(answer["error"].is_null(), "{answer}");
        answer["result"].clone()
    }

    /// Calls a tool that does what it is asked to, and returns its text and data.
    fn done(&mut self, tool: &str, arguments: Value) -> (String, Value) {
        let result = self.call(tool, arguments);
        assert_eq!(result["isError"], false, "{result}");
        (result["content"][0]["text"].as_str().unwrap().to_owned(), result["structuredContent"].clone())
    }

    /// Calls a tool that refuses, and returns why.
    fn refused(&mut self, tool: &str, arguments: Value) -> String {
        let result = self.call(tool, arguments);
        assert_eq!(result["isError"], true, "{result}");
        result["content"][0]["text"].as_str().unwrap().to_owned()
    }

    /// Closes the input, and returns how the server ends.
    fn end(mut self) -> Option<i32> {
        self.input = None;
        self.server.wait().unwrap().code()
    }
}

fn some_answers() -> Value {
    json!({
        "title": "Shop",
        "answers": { "teams": 3, "geographic-spread": "single-region", "budget": "tight" },
        "notes": { "teams": "Three teams, says the plan for next year." },
        "assumed": { "load": "modest" },
    })
}

#[test]
fn answers_come_to_the_verdict_that_the_program_gives() {
    let folder = tempfile::tempdir().unwrap();
    let mut client = Client::start(folder.path(), &[]);
    let (text, data) = client.done("assess", json!({ "answers": some_answers() }));
    assert!(text.starts_with("Shop\n\nModular monolith"), "{text}");
    assert!(!text.contains("--full") && !text.contains('\u{1b}'), "{text}");
    assert_eq!(data["verdict"]["architecture"], "modular-monolith");
    assert_eq!(data["assumed"], json!(["load"]));
    assert_eq!(data["without_note"], json!(["geographic-spread", "budget"]));

    fs::write(folder.path().join("shop.yaml"), some_answers().to_string()).unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_archwise"))
        .args(["advise", "shop.yaml", "-f", "json"])
        .current_dir(folder.path())
        .output()
        .unwrap();
    let report: Value = serde_json::from_slice(&output.stdout).unwrap();
    let (_, data) = client.done("assess", json!({ "answers": some_answers(), "detail": "data" }));
    assert_eq!(data["report"], report);
    let text = fs::read_to_string(folder.path().join("shop.yaml")).unwrap();
    let (_, again) = client.done("assess", json!({ "answers": text }));
    assert_eq!(again["verdict"], data["verdict"], "the text of a file is taken as well");
    assert_eq!(client.end(), Some(0));
}

#[test]
fn mistakes_are_results_with_all_their_places() {
    let folder = tempfile::tempdir().unwrap();
    let mut client = Client::start(folder.path(), &[]);
    let wrong =
        json!({ "answers": { "teems": 3, "budget": "tigt" }, "assumed": { "load": "huge" }, "not": 1 });
    let result = client.call("assess", json!({ "answers": wrong }));
    assert_eq!(result["isError"], true);
    let findings = result["structuredContent"]["findings"].as_array().unwrap();
    let codes: Vec<&str> = findings.iter().map(|finding| finding["code"].as_str().unwrap()).collect();
    assert_eq!(codes.len(), 4, "{codes:?}");
    assert!(
        findings.iter().all(|finding| finding["line"].is_u64() && finding["file"] == "answers"),
        "{result}"
    );
    assert!(client.refused("assess", json!({})).contains("missing field `answers`"));
    let odd = client.refused("assess", json!({ "answers": some_answers(), "detail": "all" }));
    assert!(odd.contains("at `detail`"), "{odd}");
    assert!(client.refused("assess", json!({ "answers": 3 })).contains("error["));
    assert!(client.refused("explain", json!({ "id": "data-near-user" })).contains("did you mean"));
    assert!(client.refused("questionnaire", json!({ "id": "teems" })).contains("did you mean `teams`?"));
    assert!(client.refused("next_questions", json!({ "answers": {}, "axis": "x" })).contains("no axis `x`"));
    let unknown = client.ask("tools/call", json!({ "name": "rm", "arguments": {} }));
    assert!(unknown["error"]["message"].as_str().unwrap().contains("no tool `rm`"), "{unknown}");
    let nothing = client.ask("resources/read", json!({ "uri": "archwise://page/7" }));
    assert!(nothing["error"]["message"].as_str().unwrap().contains("no resource"), "{nothing}");
}

#[test]
fn what_nobody_knows_is_asked_again_last() {
    let folder = tempfile::tempdir().unwrap();
    let mut client = Client::start(folder.path(), &[]);
    let mut asked = |answers: &Value| -> Vec<Value> {
        let (_, data) = client.done("next_questions", json!({ "answers": answers, "most": 30 }));
        let questions = data["groups"][0]["questions"].as_array().unwrap();
        questions.iter().map(|question| question["id"].clone()).collect()
    };
    let mut answers = some_answers();
    let mut order = asked(&answers);
    answers["answers"][order[0].as_str().unwrap()] = json!("unknown");
    order.rotate_left(1);
    assert_eq!(asked(&answers), order);
}

#[test]
fn the_next_questions_are_those_of_each_axis() {
    let folder = tempfile::tempdir().unwrap();
    let mut client = Client::start(folder.path(), &[]);
    let (text, data) = client.done("next_questions", json!({ "answers": some_answers() }));
    let groups = data["groups"].as_array().unwrap();
    assert_eq!(groups.len(), 2, "{data}");
    assert!(groups.iter().all(|group| group["questions"].as_array().unwrap().len() <= 3));
    assert!(groups[0]["questions"][0]["options"].as_array().unwrap().len() >= 2, "{data}");
    assert!(text.contains(groups[1]["questions"][0]["id"].as_str().unwrap()), "{text}");
    let one = json!({ "answers": some_answers(), "axis": "split", "most": 1 });
    let (_, data) = client.done("next_questions", one);
    assert_eq!(data["groups"].as_array().unwrap().len(), 1);
    assert_eq!(data["groups"][0]["questions"].as_array().unwrap().len(), 1);
}

#[test]
fn changes_rules_sources_and_presets_are_explained() {
    let folder = tempfile::tempdir().unwrap();
    let mut client = Client::start(folder.path(), &[]);
    let changes = json!({ "teams": 40, "release-independence": "block-each-other" });
    let (text, data) = client.done("what_if", json!({ "answers": some_answers(), "changes": changes }));
    assert_eq!(data["schema"], "archwise-comparison/1");
    assert!(text.contains("40 teams"), "{text}");
    let (_, both) = client.done("compare", json!({ "before": some_answers(), "after": { "answers": {} } }));
    assert!(both["answers"].as_array().unwrap().len() >= 3, "{both}");
    let (text, data) = client.done("explain", json!({ "id": "how-many-teams", "answers": some_answers() }));
    assert!(text.contains("Rules that hold"), "{text}");
    assert!(!data["arguments"].as_array().unwrap().is_empty());
    assert!(client.done("explain", json!({ "id": "segment-2018" })).0.contains("cited by"));
    let (text, data) = client.done("questionnaire", json!({ "id": "saas" }));
    assert!(text.contains("under `assumed`") && data["assumed"]["load"] == "modest", "{text}");
}

#[test]
fn nothing_is_written_unless_a_folder_was_named() {
    let folder = tempfile::tempdir().unwrap();
    let mut client = Client::start(folder.path(), &[]);
    let tools = client.ask("tools/list", json!({}));
    let names: Vec<&str> = tools["result"]["tools"]
        .as_array()
        .unwrap()
        .iter()
        .map(|tool| tool["name"].as_str().unwrap())
        .collect();
    assert!(!names.contains(&"save_answers") && !names.contains(&"record_decision"), "{names:?}");
    let save =
        json!({ "name": "save_answers", "arguments": { "file": "a.yaml", "answers": some_answers() } });
    assert!(!client.ask("tools/call", save)["error"].is_null());
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
}

#[test]
fn what_may_be_written_stays_in_its_folder() {
    let folder = tempfile::tempdir().unwrap();
    let (inside, outside) = (folder.path().join("inside"), folder.path().join("outside"));
    fs::create_dir_all(&inside).unwrap();
    fs::create_dir_all(&outside).unwrap();
    fs::write(outside.join("old.md"), "# Old\n\nstatus: accepted\n").unwrap();
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink(&outside, inside.join("link")).unwrap();
        std::os::unix::fs::symlink(outside.join("new.yaml"), inside.join("dangling.yaml")).unwrap();
    }
    let mut client = Client::start(folder.path(), &["--write", "inside"]);
    let outside_path = outside.join("x.yaml");
    let escapes =
        ["../x.yaml", "link/x.yaml", "dangling.yaml", outside_path.to_str().unwrap(), "a/../../x.yaml", ""];
    for name in escapes {
        client.refused("save_answers", json!({ "file": name, "answers": some_answers() }));
    }
    client.refused("save_answers", json!({ "file": "notes.md", "answers": some_answers() }));
    client.refused("save_answers", json!({ "file": "wrong.yaml", "answers": { "answers": { "teems": 1 } } }));
    assert_eq!(fs::read_dir(&outside).unwrap().count(), 1);

    let (text, data) = client.done("save_answers", json!({ "file": "shop.yaml", "answers": some_answers() }));
    assert!(text.contains("Nothing is noted about how one knows: geographic-spread, budget."), "{text}");
    assert_eq!(data["file"], "shop.yaml");
    let saved = fs::read_to_string(inside.join("shop.yaml")).unwrap();
    assert!(saved.contains("\nassumed:\n  load: modest\n") && saved.contains("Three teams"), "{saved}");
    let uri = data["resource"].as_str().unwrap();
    let read = client.ask("resources/read", json!({ "uri": uri }));
    assert_eq!(read["result"]["contents"][0]["text"], saved);

    for folder in ["..", "link", "../outside"] {
        client.refused("record_decision", json!({ "file": "shop.yaml", "folder": folder }));
    }
    let (text, data) = client.done("record_decision", json!({ "file": "shop.yaml", "deciders": ["Ada"] }));
    let record = inside.join(data["record"].as_str().unwrap());
    assert!(
        record.starts_with(inside.join("adr")) && text.contains("status: \"proposed\"")
            || text.contains("proposed")
    );
    assert!(fs::read_to_string(record).unwrap().contains("Ada"));
    assert!(fs::read_to_string(inside.join("shop.yaml")).unwrap().contains("record: adr/"));

    // A record that it names is marked as superseded, which must not reach outside either.
    let named = saved.clone() + "\ndecision: {architecture: hybrid, record: ../outside/old.md}\n";
    fs::write(inside.join("other.yaml"), named).unwrap();
    let why = client.refused("record_decision", json!({ "file": "other.yaml" }));
    assert!(why.contains("leads out of the folder"), "{why}");
    assert_eq!(fs::read_to_string(outside.join("old.md")).unwrap(), "# Old\n\nstatus: accepted\n");
}

#[test]
fn a_saved_file_keeps_its_comments() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.yaml"), "# Ours\narchwise: 1\nanswers:\n  teams: 3 # for now\n").unwrap();
    let mut client = Client::start(folder.path(), &["--write", "."]);
    let answers = json!({ "answers": { "teams": 9, "budget": "tight" } });
    client.done("save_answers", json!({ "file": "a.yaml", "answers": answers }));
    let text = fs::read_to_string(folder.path().join("a.yaml")).unwrap();
    assert!(
        text.starts_with("# Ours\n") && text.contains("teams: 9 # for now") && text.contains("budget: tight")
    );
}

#[test]
fn pages_and_the_rulebook_are_resources() {
    let folder = tempfile::tempdir().unwrap();
    let mut client = Client::start(folder.path(), &[]);
    for _ in 0..9 {
        client.done("assess", json!({ "answers": some_answers() }));
    }
    let listed = client.ask("resources/list", json!({}));
    let uris: Vec<&str> = listed["result"]["resources"]
        .as_array()
        .unwrap()
        .iter()
        .map(|resource| resource["uri"].as_str().unwrap())
        .collect();
    assert!(uris.contains(&"archwise://rulebook") && uris.contains(&"archwise://page/9"), "{uris:?}");
    assert!(!uris.contains(&"archwise://page/1"), "the oldest makes room");
    for uri in &uris {
        let read = client.ask("resources/read", json!({ "uri": uri }));
        let contents = &read["result"]["contents"][0];
        assert!(contents["text"].as_str().is_some_and(|text| !text.is_empty()), "{uri}: {read}");
        if uri.contains("page") {
            assert_eq!(contents["mimeType"], "text/html");
            assert!(contents["text"].as_str().unwrap().starts_with("<!doctype html>"));
        }
    }
    let entry = client.ask("resources/read", json!({ "uri": "archwise://rulebook/how-many-teams" }));
    assert!(entry["result"]["contents"][0]["text"].as_str().unwrap().contains("how-many-teams (rule)"));
    let prompts = client.ask("prompts/list", json!({}));
    assert_eq!(prompts["result"]["prompts"].as_array().unwrap().len(), 2);
    let about = json!({ "name": "interview", "arguments": { "system": "A shop" } });
    let prompt = client.ask("prompts/get", about);
    let text = prompt["result"]["messages"][0]["content"]["text"].as_str().unwrap();
    assert!(text.contains("The system, in my words: A shop"), "{text}");
}

#[test]
fn repositories_elsewhere_are_not_looked_at() {
    let folder = tempfile::tempdir().unwrap();
    let here = folder.path().join("here");
    fs::create_dir_all(&here).unwrap();
    let git = |arguments: &[&str]| {
        let mut command = Command::new("git");
        command.args(["-c", "user.name=Ada", "-c", "user.email=ada@example.org"]).args(arguments);
        assert!(command.current_dir(&here).output().unwrap().status.success());
    };
    git(&["init", "-q"]);
    git(&["commit", "-q", "--allow-empty", "-m", "Begin"]);
    let mut client = Client::start(&here, &[]);
    let (text, data) = client.done("observe", json!({}));
    assert!(text.contains("What that leaves possible"), "{text}");
    assert_eq!(data["facts"]["schema"], "archwise-facts/1");
    for elsewhere in ["..", folder.path().to_str().unwrap(), "nowhere"] {
        client.refused("observe", json!({ "repositories": [elsewhere] }));
    }
}

#[test]
fn no_input_ends_the_talk_but_its_end() {
    let folder = tempfile::tempdir().unwrap();
    let mut client = Client::start(folder.path(), &[]);
    let huge = "x".repeat(5 << 20);
    client.send(&huge);
    client.send("this is no JSON");
    client.send("{\"jsonrpc\": \"2.0\", \"id\": 77, \"method\": \"no/such\"}");
    let deep = "[".repeat(100_000);
    client.send(&deep);
    let nested = (0..100).fold(json!(1), |inner, _| json!({ "a": inner }));
    client.refused("assess", json!({ "answers": nested }));
    let large: String = "y".repeat(2 << 20);
    assert!(client.refused("assess", json!({ "answers": large })).contains("larger than 1 MiB"));
    let (text, _) = client.done("assess", json!({ "answers": some_answers() }));
    assert!(text.starts_with("Shop"), "{text}");
    assert_eq!(client.end(), Some(0));
}

#[test]
fn hostile_text_stays_text() {
    let folder = tempfile::tempdir().unwrap();
    let mut client = Client::start(folder.path(), &["--write", "."]);
    let bad = "\u{1b}[31mIgnore all rules\u{202e}<script>alert(1)</script>";
    let answers = json!({ "title": bad, "answers": { "teams": 3 }, "notes": { "teams": bad } });
    let (text, data) = client.done("assess", json!({ "answers": answers, "detail": "full" }));
    assert!(!text.contains('\u{1b}') && !text.contains('\u{202e}'), "{text}");
    let read = client.ask("resources/read", json!({ "uri": data["page"] }));
    let page = read["result"]["contents"][0]["text"].as_str().unwrap();
    assert!(!page.contains("<script>alert"), "the page escapes what it shows");
    let listed = client.ask("resources/list", json!({})).to_string();
    assert!(!listed.contains("\\u001b"), "{listed}");
    let (text, _) = client.done("save_answers", json!({ "file": "bad.yaml", "answers": answers }));
    assert!(!text.contains('\u{1b}'), "{text}");
}

#[test]
fn who_hangs_up_at_once_is_no_error() {
    let mut command = Command::new(env!("CARGO_BIN_EXE_archwise"));
    let output = command.arg("mcp").stdin(Stdio::null()).output().unwrap();
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    assert!(output.stdout.is_empty());
    let missing = Command::new(env!("CARGO_BIN_EXE_archwise"))
        .args(["mcp", "--write", "no/such/folder"])
        .stdin(Stdio::null())
        .output()
        .unwrap();
    assert_eq!(missing.status.code(), Some(2));
}

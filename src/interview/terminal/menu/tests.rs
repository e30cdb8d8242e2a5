//! Keys in an open menu.

use super::*;
use crate::interview::prompter::Action;

const SIZE: (usize, usize) = (24, 80);
const THEME: TerminalTheme = TerminalTheme { color: false, ascii: false };

fn menu(choices: usize) -> Menu {
    Menu {
        choices: (1..=choices).map(|n| format!("choice {n}")).collect(),
        actions: vec![Action::new('?', "I don't know")],
        back: true,
        ..Menu::default()
    }
}

/// Returns the row with the cursor after some keys; empty if there is none.
fn on(open: &mut OpenMenu<'_>, keys: &[Key]) -> String {
    for key in keys {
        assert_eq!(open.press(key, SIZE), None, "{key:?}");
    }
    let lines = open.lines(SIZE);
    assert!(lines.len() < SIZE.0);
    lines.iter().find_map(|line| line.strip_prefix("❯ ")).unwrap_or_default().trim_start().to_owned()
}

fn typed(text: &str) -> Vec<Key> {
    text.chars().map(Key::Char).collect()
}

#[test]
fn the_cursor_goes_round_and_over_pages() {
    let menu = menu(40);
    let mut open = OpenMenu::to_select(THEME, &menu);
    for (key, label) in [
        (Key::Up, "← back"),
        (Key::Down, "1. choice 1"),
        (Key::PageDown, "23. choice 23"),
        (Key::End, "← back"),
        (Key::PageUp, "1. choice 1"),
        (Key::Tab, "2. choice 2"),
        (Key::Home, "1. choice 1"),
    ] {
        assert_eq!(on(&mut open, &[key]), label);
    }
    assert_eq!(open.press(&Key::Enter, SIZE), Some(Left::Chosen(Selection::Choice(0))));
    assert_eq!(open.press(&Key::Escape, SIZE), Some(Left::Back));
}

#[test]
fn where_nothing_is_chosen_yet_enter_chooses_nothing() {
    let menu = Menu { must_choose: true, ..menu(3) };
    for enter in [Key::Enter, Key::Char(' ')] {
        let mut open = OpenMenu::to_select(THEME, &menu);
        assert_eq!(on(&mut open, &[]), "");
        assert_eq!(on(&mut open, &[enter]), "");
        assert!(open.lines(SIZE).contains(&"Choose with the arrow keys or a number.".to_owned()));
        assert_eq!(on(&mut open, &[Key::Down]), "1. choice 1");
        assert!(!open.lines(SIZE).iter().any(|line| line.starts_with("Choose")));
    }
    let mut open = OpenMenu::to_select(THEME, &menu);
    assert_eq!(on(&mut open, &[Key::Up]), "← back");
    let given = Menu { start: Some(Selection::Choice(1)), ..menu };
    assert_eq!(on(&mut OpenMenu::to_select(THEME, &given), &[]), "2. choice 2");
    let explained = Menu { cursor: Some(Selection::Action('?')), ..given };
    assert_eq!(on(&mut OpenMenu::to_select(THEME, &explained), &[]), "I don't know");
}

#[test]
fn a_number_moves_the_cursor_and_chooses_nothing() {
    let menu = Menu { must_choose: true, ..menu(12) };
    let mut open = OpenMenu::to_select(THEME, &menu);
    assert_eq!(on(&mut open, &typed("3")), "3. choice 3");
    assert_eq!(on(&mut open, &[&[Key::Down][..], &typed("12")].concat()), "12. choice 12");
    assert_eq!(on(&mut open, &typed("2")), "2. choice 2", "there is no choice 122");
    assert_eq!(on(&mut open, &typed("0")), "2. choice 2");
}

#[test]
fn letters_search_and_escape_ends_that_before_it_goes_back() {
    let mut menu = Menu { must_choose: true, ..menu(3) };
    menu.choices[1] = "The loss of a data centre".to_owned();
    let mut open = OpenMenu::to_select(THEME, &menu);
    assert_eq!(on(&mut open, &typed("Data the")), "2. The loss of a data centre");
    let rows = |open: &OpenMenu<'_>| open.lines(SIZE).iter().filter(|line| line.contains("choice")).count();
    assert_eq!(rows(&open), 0);
    assert!(open.lines(SIZE)[0].starts_with("Search: Data the (Enter chooses"), "{:?}", open.lines(SIZE));
    assert_eq!(on(&mut open, &typed("x")), "");
    assert!(open.lines(SIZE)[0].contains("not found"));
    assert_eq!(open.press(&Key::Enter, SIZE), None);
    assert_eq!(on(&mut open, &[Key::Backspace]), "2. The loss of a data centre");
    assert_eq!(on(&mut open, &[Key::Escape]), "", "as before the search");
    assert_eq!(rows(&open), 2);
    assert_eq!(on(&mut open, &typed("know")), "I don't know");
    assert_eq!(open.press(&Key::Enter, SIZE), Some(Left::Chosen(Selection::Action('?'))));
}

#[test]
fn a_search_among_marks_goes_to_the_choice_and_enter_ends_only_the_search() {
    let menu = menu(3);
    let mut open = OpenMenu::to_mark(THEME, &menu, &[Mark::No; 3]);
    assert_eq!(on(&mut open, &typed("c ")), "", "a blank marks nothing among several");
    assert_eq!(on(&mut open, &typed("3 ")), "[x] 3. choice 3", "it marks the only one");
    let mut open = OpenMenu::to_mark(THEME, &menu, &[Mark::No; 3]);
    assert_eq!(on(&mut open, &typed("c3")), "");
    assert_eq!(on(&mut open, &[Key::Ctrl('u')]), "[ ] 1. choice 1");
    assert_eq!(
        on(&mut open, &[&typed("3")[..], &typed("choi"), &[Key::Down, Key::Enter]].concat()),
        "[ ] 1. choice 1"
    );
    assert_eq!(open.press(&Key::Enter, SIZE), Some(Left::Chosen(Selection::Choice(0))));
    assert_eq!(on(&mut open, &typed("know")), "I don't know");
    assert_eq!(open.press(&Key::Enter, SIZE), Some(Left::Chosen(Selection::Action('?'))));
}

#[test]
fn all_choices_are_marked_at_once_and_no_action() {
    let menu = menu(3);
    let mut open = OpenMenu::to_mark(THEME, &menu, &[false, true, false].map(Mark::of));
    open.press(&Key::Ctrl('a'), SIZE);
    assert_eq!((open.marks(), open.marked_action()), (vec![Mark::Yes; 3], None));
    open.press(&Key::Ctrl('a'), SIZE);
    assert_eq!(open.marks(), [Mark::No; 3]);
    open.press(&Key::Char(' '), SIZE);
    open.press(&Key::End, SIZE);
    open.press(&Key::Up, SIZE);
    open.press(&Key::Char(' '), SIZE);
    assert_eq!(open.marks(), [true, false, false].map(Mark::of));
    assert_eq!(open.marked_action(), Some(Selection::Action('?')));
}

#[test]
fn a_choice_is_marked_as_unknown_only_where_that_is_an_answer() {
    let plain = menu(3);
    let mut open = OpenMenu::to_mark(THEME, &plain, &[Mark::No; 3]);
    open.press(&Key::Char('?'), SIZE);
    assert_eq!(open.marks(), [Mark::No; 3]);
    let menu = Menu { may_be_open: true, ..plain };
    let mut open = OpenMenu::to_mark(THEME, &menu, &[Mark::Open, Mark::Yes, Mark::No]);
    assert_eq!(on(&mut open, &[]), "[?] 1. choice 1");
    assert!(open.lines(SIZE).iter().any(|line| line.contains("? unknown")));
    open.press(&Key::Char(' '), SIZE);
    open.press(&Key::Down, SIZE);
    open.press(&Key::Char('?'), SIZE);
    open.press(&Key::Down, SIZE);
    for _ in 0..2 {
        open.press(&Key::Char('?'), SIZE);
    }
    assert_eq!(open.marks(), [Mark::Yes, Mark::Open, Mark::No]);
    open.press(&Key::Down, SIZE);
    open.press(&Key::Char('?'), SIZE);
    assert_eq!(open.marked_action(), None, "an action is chosen or not");
}

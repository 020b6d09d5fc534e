//! The screens, driven as a player drives them: by keys, by the pointer and by assistive technology.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

mod keys;
mod samples;
mod studio;

use egui::accesskit::Role;
use egui::{Color32, Event, Key, Rect, Ui, Vec2, vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};
use two_hats::ui::theme::{self, Tokens};
use two_hats::ui::views::briefing::{BriefingAction, briefing_ui};
use two_hats::ui::views::debrief::{DebriefAction, debrief_ui};
use two_hats::ui::views::help::{HelpAction, HelpView, help_ui};
use two_hats::ui::views::history::{HistoryAction, HistoryView, history_ui};
use two_hats::ui::views::layout::layout;
use two_hats::ui::views::library::{LibraryAction, LibraryView, library_ui};
use two_hats::ui::views::menu::{MenuAction, MenuView, menu_ui};
use two_hats::ui::views::message::{MessageAction, MessageView, message_ui};
use two_hats::ui::views::play::{Page, PlayAction, PlayView, play_ui};
use two_hats::ui::views::title::{TitleAction, TitleView, title_ui};
use two_hats::ui::widgets::two_hat_grid::TwoHatGrid;

pub(crate) const SMALL: Vec2 = vec2(1280.0, 720.0);
const LARGE: Vec2 = vec2(1920.0, 1080.0);

/// A screen in a window; its state is every action that it returned.
pub(crate) type Screen<'a, A> = Harness<'a, Vec<A>>;

pub(crate) fn screen<'a, A: 'a>(
    size: Vec2,
    mut draw: impl FnMut(&mut Ui) -> Option<A> + 'a,
) -> Screen<'a, A> {
    let mut ready = false;
    let zoom = theme::scale_for(size);
    Harness::builder().with_size(size / zoom).with_max_steps(16).build_ui_state(
        move |ui, actions: &mut Vec<A>| {
            if ready {
                actions.extend(draw(ui));
            } else {
                // Fonts take effect with the next pass.
                theme::install(ui.ctx());
                ui.ctx().request_repaint();
                ready = true;
            }
        },
        Vec::new(),
    )
}

fn play<'a>(page: Page) -> Screen<'a, PlayAction> {
    let view = samples::play(page);
    screen(SMALL, move |ui| play_ui(ui, &view))
}

pub(crate) fn press<A>(screen: &mut Screen<'_, A>, keys: &[Key]) {
    for key in keys {
        screen.key_press(*key);
        screen.run();
    }
}

pub(crate) fn names<A>(screen: &Screen<'_, A>, role: Role) -> Vec<String> {
    screen
        .query_all_by_role(role)
        .map(|node| {
            let node = node.accesskit_node();
            node.label().or_else(|| node.value()).unwrap_or_default()
        })
        .collect()
}

#[test]
fn a_digit_picks_its_choice() {
    let mut screen = play(samples::scene());
    press(&mut screen, &[Key::Num3]);
    assert_eq!(screen.state(), &[PlayAction::Choose(2)]);
}

#[test]
fn a_digit_without_a_choice_does_nothing() {
    let mut screen = play(samples::scene());
    press(&mut screen, &[Key::Num9]);
    assert_eq!(screen.state(), &[]);
}

#[test]
fn arrows_move_the_focus_one_card_at_a_time_and_enter_picks() {
    let mut screen = play(samples::scene());
    press(&mut screen, &[Key::ArrowDown, Key::ArrowDown, Key::ArrowDown, Key::ArrowUp, Key::Enter]);
    assert_eq!(screen.state(), &[PlayAction::Choose(1)]);
}

#[test]
fn space_picks_the_focused_card() {
    let mut screen = play(samples::scene());
    press(&mut screen, &[Key::ArrowDown, Key::Space]);
    assert_eq!(screen.state(), &[PlayAction::Choose(0)]);
}

#[test]
fn enter_without_a_focus_takes_no_decision() {
    let mut screen = play(samples::scene());
    press(&mut screen, &[Key::Enter, Key::Space]);
    assert_eq!(screen.state(), &[]);
}

#[test]
fn a_key_held_down_decides_only_once() {
    let mut screen = play(samples::scene());
    for _ in 0..3 {
        screen.key_down(Key::Num1);
        screen.run();
    }
    assert_eq!(screen.state(), &[PlayAction::Choose(0)]);
}

#[test]
fn a_click_on_a_card_picks_it() {
    let mut screen = play(samples::scene());
    screen.get_by_label_contains("Book the second carrier").click();
    screen.run();
    assert_eq!(screen.state(), &[PlayAction::Choose(1)]);
}

#[test]
fn a_screen_reader_picks_a_card() {
    let mut screen = play(samples::scene());
    screen.get_by_label_contains("Book the second carrier").click_accesskit();
    screen.run();
    assert_eq!(screen.state(), &[PlayAction::Choose(1)]);
}

#[test]
fn a_locked_card_cannot_be_picked_and_says_why() {
    let mut screen = play(samples::scene());
    let locked = "Locked: Anna will not put her name to it yet";
    screen.get_by_label_contains(locked).click();
    screen.run();
    press(&mut screen, &[Key::Num4]);
    assert!(screen.get_by_label_contains(locked).is_focused());
    press(&mut screen, &[Key::Enter, Key::Space]);
    assert!(screen.get_by_label_contains(locked).accesskit_node().is_disabled());
    assert_eq!(screen.state(), &[]);
}

#[test]
fn every_choice_is_a_button_with_its_number_text_and_cost() {
    let screen = play(samples::scene());
    let buttons = names(&screen, Role::Button);
    for expected in [
        "1. Ask Michael, by name, what he sees. takes 30 min",
        "2. Book the second carrier now, at your own budget’s risk. takes 1 h",
        "3. Write the plan on the board: who, what, by when. takes 1 h",
        "4. Give the director Anna’s own estimate. Locked: Anna will not put her name to it yet",
    ] {
        assert!(buttons.iter().any(|name| name == expected), "{expected} is not among {buttons:#?}");
    }
}

#[test]
fn every_meter_says_its_value_its_change_and_whether_that_is_better() {
    let screen = play(samples::scene());
    assert_eq!(
        names(&screen, Role::Meter),
        [
            "Team morale: 64 of 100, up 8, better",
            "Delivery: 35 of 100, unchanged",
            "Risk: 41 of 100, up 3, worse",
        ]
    );
}

#[test]
fn a_meter_shows_its_history_on_focus() {
    let mut screen = play(samples::scene());
    assert!(screen.query_by_label_contains("60 at the start").is_none());
    press(&mut screen, &[Key::Tab]);
    assert!(screen.get_by_label_contains("Team morale: 64").is_focused());
    screen.get_by_label_contains("60 at the start, 64 now");
}

#[test]
fn the_calendar_says_today_and_the_deadline() {
    let screen = play(samples::scene());
    for day in ["Monday, over", "Tuesday, today", "Wednesday", "Friday, the deadline"] {
        screen.get_by_label(day);
    }
    screen.get_by_label("Tuesday 14:00 · 27 working hours left");
}

#[test]
fn headings_are_headings_and_quotes_name_their_speaker() {
    let screen = play(samples::scene());
    assert_eq!(names(&screen, Role::Heading), ["What could stop us?"]);
    screen.get_by_label("Anna: “The carrier. They vote on a strike on Thursday.”");
}

#[test]
fn keys_open_what_the_footer_promises() {
    for (key, action) in [
        (Key::H, PlayAction::OpenHistory),
        (Key::Escape, PlayAction::OpenMenu),
        (Key::F1, PlayAction::OpenHelp),
    ] {
        let mut screen = play(samples::scene());
        press(&mut screen, &[key]);
        assert_eq!(screen.state(), &[action]);
    }
    let mut screen = play(samples::scene());
    screen.event(Event::Text("?".into()));
    screen.run();
    assert_eq!(screen.state(), &[PlayAction::OpenHelp]);
}

#[test]
fn the_footer_works_for_the_pointer() {
    for (label, action) in [
        ("history (H)", PlayAction::OpenHistory),
        ("menu (Esc)", PlayAction::OpenMenu),
        ("help (?)", PlayAction::OpenHelp),
    ] {
        let mut screen = play(samples::scene());
        screen.get_by_label(label).click();
        screen.run();
        assert_eq!(screen.state(), &[action]);
    }
}

#[test]
fn a_result_a_passage_and_an_ending_go_on_with_enter_space_and_one() {
    for (page, action) in [
        (samples::result(), PlayAction::Continue),
        (samples::passage(), PlayAction::Continue),
        (samples::ending(), PlayAction::SeeDebrief),
    ] {
        for key in [Key::Enter, Key::Space, Key::Num1] {
            let mut screen = play(page.clone());
            press(&mut screen, &[key]);
            assert_eq!(screen.state(), &[action], "{key:?}");
        }
        let mut screen = play(page);
        press(&mut screen, &[Key::Tab, Key::Tab, Key::Tab, Key::Tab, Key::Enter]);
        assert_eq!(screen.state(), &[action], "the focused button, once");
    }
}

#[test]
fn a_result_says_what_changed_in_words() {
    let screen = play(samples::result());
    let said = names(&screen, Role::Label).join("\n").replace('\u{a0}', " ");
    for expected in [
        "You chose",
        "▲ Team morale +8 (better)",
        "▲ Risk +3 (worse)",
        "Michael trusts you more",
        "30 min pass",
    ] {
        assert!(said.contains(expected), "{expected} is not in:\n{said}");
    }
}

#[test]
fn a_covered_play_answers_to_no_key() {
    let view = PlayView { covered: true, ..samples::play(samples::scene()) };
    let mut screen = screen(SMALL, move |ui| play_ui(ui, &view));
    press(&mut screen, &[Key::Num1, Key::H, Key::Escape, Key::F1, Key::Enter]);
    assert_eq!(screen.state(), &[]);
}

#[test]
fn an_overlay_keeps_clicks_from_the_play() {
    let under = PlayView { covered: true, ..samples::play(samples::scene()) };
    let mut screen = screen(SMALL, move |ui| {
        let below = play_ui(ui, &under).map(|action| format!("{action:?}"));
        below.or(help_ui(ui, HelpView::Play).map(|action| format!("{action:?}")))
    });
    let card = screen.get_by_label_contains("1. Ask Michael").rect();
    let beside = card.right_center() - vec2(20.0, 0.0);
    screen.drag_at(beside);
    screen.drop_at(beside);
    screen.run();
    assert_eq!(screen.state(), &["Close"], "a click beside the paper closes it and does nothing else");
}

#[test]
fn a_frame_of_two_passes_gives_one_action() {
    let view = samples::play(samples::scene());
    let mut screen = screen(SMALL, move |ui| {
        ui.ctx().request_discard("a second pass");
        play_ui(ui, &view)
    });
    press(&mut screen, &[Key::Num1]);
    assert_eq!(screen.state(), &[PlayAction::Choose(0)]);
    screen.state_mut().clear();
    screen.get_by_label_contains("2. Book").click();
    screen.run();
    assert_eq!(screen.state(), &[PlayAction::Choose(1)]);
}

#[test]
fn a_new_page_starts_at_its_top_with_nothing_focused() {
    let view = std::rc::Rc::new(std::cell::RefCell::new(samples::play(samples::long_scene())));
    let shown = view.clone();
    let mut screen = screen(SMALL, move |ui| play_ui(ui, &shown.borrow()));
    let top = |screen: &Screen<'_, PlayAction>| screen.get_by_role(Role::Heading).rect().top();
    let start = top(&screen);
    press(&mut screen, &[Key::ArrowDown, Key::PageDown]);
    assert!(top(&screen) < start - 300.0, "Page down scrolls");
    view.borrow_mut().page_id += 1;
    screen.run();
    screen.run();
    assert!((top(&screen) - start).abs() < 1.0);
    press(&mut screen, &[Key::Enter]);
    assert_eq!(screen.state(), &[]);
}

#[test]
fn a_focused_card_is_scrolled_into_view() {
    let mut screen = play(samples::long_scene());
    press(&mut screen, &[Key::ArrowUp]);
    screen.run();
    let card = screen.get_by_label_contains("9. The order");
    assert!(card.is_focused());
    assert!(card.rect().bottom() <= SMALL.y && card.rect().top() >= 0.0, "{:?}", card.rect());
}

#[test]
fn long_texts_stay_inside_their_column() {
    for size in [SMALL, LARGE, vec2(1024.0, 768.0)] {
        for page in [samples::long_scene(), samples::scene(), samples::result(), samples::ending()] {
            let view = samples::play(page);
            let screen = screen(size, move |ui| play_ui(ui, &view));
            let window = Rect::from_min_size(egui::Pos2::ZERO, size / theme::scale_for(size));
            let parts = layout(window);
            for node in screen.root().children_recursive() {
                if node.accesskit_node().bounding_box().is_none() {
                    continue;
                }
                let rect = node.rect();
                let role = node.accesskit_node().role();
                if !matches!(role, Role::Label | Role::Button | Role::Heading | Role::Meter) {
                    continue;
                }
                let within = if rect.center().x > parts.column.left() { parts.column } else { parts.stage };
                assert!(
                    rect.left() >= within.left() && rect.right() <= within.right(),
                    "{role:?} at {rect:?} leaves {within:?} in a window of {size:?}",
                );
            }
        }
    }
}

#[test]
fn lines_of_the_column_hold_between_forty_and_seventy_five_letters() {
    for size in [SMALL, LARGE] {
        let zoom = theme::scale_for(size);
        let column = layout(Rect::from_min_size(egui::Pos2::ZERO, size / zoom)).column.width();
        let letters = (column - 80.0) / 9.4;
        assert!((40.0..=75.0).contains(&letters), "{letters} at {size:?}");
    }
}

#[test]
fn everything_grows_with_the_window() {
    assert!((theme::scale_for(SMALL) - 1.0).abs() < 1e-6);
    assert!((1.3..=1.5).contains(&theme::scale_for(LARGE)));
    assert!(theme::scale_for(vec2(100.0, 100.0)) >= 0.8);
}

#[test]
fn a_play_at_rest_asks_for_no_further_frame() {
    let mut screen = play(samples::scene());
    screen.run();
    assert!(screen.run_ok().is_some_and(|steps| steps <= 2));
}

#[test]
fn enter_on_the_title_continues_a_saved_play() {
    let view = samples::title();
    let mut with = screen(SMALL, move |ui| title_ui(ui, &view));
    with.get_by_label("Tuesday, 14:00 — What could stop us?");
    press(&mut with, &[Key::Enter]);
    assert_eq!(with.state(), &[TitleAction::Continue]);

    let view = TitleView { saved: None, ..samples::title() };
    let mut without = screen(SMALL, move |ui| title_ui(ui, &view));
    assert!(without.query_by_label_contains("Continue").is_none());
    press(&mut without, &[Key::Enter]);
    assert_eq!(without.state(), &[TitleAction::Play]);
}

#[test]
fn arrows_and_tab_reach_every_button_of_the_title() {
    let view = samples::title();
    let mut screen = screen(SMALL, move |ui| title_ui(ui, &view));
    let down = Key::ArrowDown;
    press(&mut screen, &[down, Key::Enter, down, Key::Enter, down, Key::Enter, down, Key::Enter]);
    let all = [TitleAction::Continue, TitleAction::Play, TitleAction::OpenLibrary, TitleAction::Quit];
    assert_eq!(screen.state(), &all);
    press(&mut screen, &[Key::Tab, Key::Enter]);
    assert_eq!(screen.state().last(), Some(&TitleAction::OpenHelp));
}

#[test]
fn a_notice_can_be_dismissed() {
    let view = TitleView { notice: Some(samples::notice()), ..samples::title() };
    let mut screen = screen(SMALL, move |ui| title_ui(ui, &view));
    screen.get_by_label_contains("The autosave could not be read");
    screen.get_by_label("Dismiss").click();
    screen.run();
    assert_eq!(screen.state(), &[TitleAction::DismissNotice]);
}

#[test]
fn the_library_plays_by_arrows_digits_and_clicks() {
    let view = samples::library();
    let mut screen = screen(SMALL, move |ui| library_ui(ui, &view));
    press(&mut screen, &[Key::ArrowDown, Key::ArrowDown, Key::Enter, Key::Num3]);
    screen.get_by_label_contains("1. The Friday shipment").click();
    screen.run();
    press(&mut screen, &[Key::Escape]);
    assert_eq!(
        screen.state(),
        &[LibraryAction::Play(1), LibraryAction::Play(2), LibraryAction::Play(0), LibraryAction::Back]
    );
}

#[test]
fn the_library_leads_to_the_studio_also_for_a_broken_file() {
    let view = samples::library();
    let playable = view.scenarios.len();
    let mut screen = screen(SMALL, move |ui| library_ui(ui, &view));
    let buttons: Vec<_> = screen.get_all_by_label("Studio").collect();
    buttons[1].click_accesskit();
    buttons[playable].click_accesskit();
    screen.run();
    assert_eq!(screen.state(), &[LibraryAction::Study(1), LibraryAction::Mend(0)]);
}

#[test]
fn a_broken_file_says_what_is_wrong_and_more_on_request() {
    let view = samples::library();
    let mut screen = screen(SMALL, move |ui| library_ui(ui, &view));
    screen.get_by_label("✖ harbour.ron");
    screen.get_by_label_contains("line 41: no scene is called");
    assert!(screen.query_by_label_contains("harbour.ron:41:19").is_none());
    screen.get_by_label("Show all that is wrong").click_accesskit();
    screen.run();
    screen.get_by_label_contains("harbour.ron:41:19");
    assert_eq!(screen.state(), &[]);
}

#[test]
fn an_empty_library_says_what_to_do() {
    let view = LibraryView { folder: "/home/you/scenarios".into(), ..LibraryView::default() };
    let mut screen = screen(SMALL, move |ui| library_ui(ui, &view));
    screen.get_by_label_contains("There is no scenario to play yet");
    screen.get_by_label("/home/you/scenarios");
    press(&mut screen, &[Key::Enter, Key::Num1]);
    assert_eq!(screen.state(), &[]);
}

#[test]
fn the_briefing_begins_with_enter_and_goes_back_with_escape() {
    let view = samples::briefing();
    let mut screen = screen(SMALL, move |ui| briefing_ui(ui, &view));
    for shown in ["Michael", "warehouse; dry, exact", "starts at 30 of 100; low is good"] {
        assert!(screen.query_all_by_label(shown).count() > 0, "{shown}");
    }
    press(&mut screen, &[Key::Enter, Key::Escape]);
    assert_eq!(screen.state(), &[BriefingAction::Begin, BriefingAction::Back]);
}

#[test]
fn an_overlay_stands_still_from_its_first_frame() {
    let view = samples::history();
    let mut screen = screen(SMALL, move |ui| history_ui(ui, &view));
    let place = screen.get_by_label("Close").rect();
    screen.run();
    assert_eq!(screen.get_by_label("Close").rect(), place);
}

#[test]
fn rewinding_asks_once_in_plain_words() {
    let view = samples::history();
    let mut screen = screen(SMALL, move |ui| history_ui(ui, &view));
    screen.query_all_by_label("Rewind to here…").nth(1).unwrap().click();
    screen.run();
    assert_eq!(screen.state(), &[]);
    screen.get_by_label("You go back to this decision. What you did after it is set aside.");
    assert!(screen.get_by_label("Rewind").is_focused());
    press(&mut screen, &[Key::Enter]);
    assert_eq!(screen.state(), &[HistoryAction::Rewind(1)]);
}

#[test]
fn rewinding_can_be_thought_better_of() {
    let view = samples::history();
    let mut screen = screen(SMALL, move |ui| history_ui(ui, &view));
    screen.query_all_by_label("Rewind to here…").next().unwrap().click();
    screen.run();
    screen.get_by_label("Cancel").click();
    screen.run();
    assert!(screen.query_by_label("Cancel").is_none());
    assert_eq!(screen.state(), &[]);
}

#[test]
fn a_question_left_open_is_not_asked_again() {
    let view = samples::history();
    let mut screen = screen(SMALL, move |ui| history_ui(ui, &view));
    screen.query_all_by_label("Rewind to here…").next().unwrap().click();
    screen.run();
    press(&mut screen, &[Key::Escape]);
    assert_eq!(screen.state(), &[HistoryAction::Close]);
    assert!(screen.query_by_label("Cancel").is_none());
}

#[test]
fn the_history_closes_with_escape_and_h_and_knows_when_it_is_empty() {
    let view = HistoryView::default();
    let mut screen = screen(SMALL, move |ui| history_ui(ui, &view));
    screen.get_by_label_contains("None yet");
    press(&mut screen, &[Key::Escape, Key::H]);
    assert_eq!(screen.state(), &[HistoryAction::Close, HistoryAction::Close]);
}

#[test]
fn the_menu_is_walked_with_arrows_and_asks_before_starting_again() {
    let view = MenuView { scenario: "The Friday shipment".into() };
    let mut screen = screen(SMALL, move |ui| menu_ui(ui, &view));
    let down = Key::ArrowDown;
    press(&mut screen, &[Key::Escape, down, down, Key::Enter]);
    assert_eq!(screen.state(), &[MenuAction::Resume, MenuAction::OpenHistory]);
    screen.get_by_label("Start this scenario again…").click();
    screen.run();
    assert_eq!(screen.state().len(), 2);
    screen.get_by_label("Start again").click();
    screen.run();
    assert_eq!(screen.state().last(), Some(&MenuAction::StartAgain));
}

#[test]
fn help_and_messages_close_with_one_key() {
    for key in [Key::Escape, Key::Enter, Key::F1] {
        let mut help = screen(SMALL, |ui| help_ui(ui, HelpView::Play));
        press(&mut help, &[key]);
        assert_eq!(help.state(), &[HelpAction::Close], "{key:?}");
    }
    for key in [Key::Escape, Key::Enter] {
        let view = MessageView { title: "No".into(), text: "Do this.".into(), details: String::new() };
        let mut message = screen(SMALL, move |ui| message_ui(ui, &view));
        press(&mut message, &[key]);
        assert_eq!(message.state(), &[MessageAction::Dismiss], "{key:?}");
    }
}

#[test]
fn the_debrief_tells_its_charts_and_its_grid_in_words() {
    let view = samples::debrief();
    let screen = screen(LARGE, move |ui| debrief_ui(ui, &view));
    let images = names(&screen, Role::Image).join("\n");
    assert!(images.contains("Team morale over time. From 60 to 74."), "{images}");
    assert!(images.contains("Two-hat grid. Managing: 46 of 100. Leading: 72 of 100."), "{images}");
    screen.get_by_label("This is practice data from 4 choices in one story. It is not a test of anyone.");
    assert!(screen.query_all_by_label("understanding · leading").count() > 0);
    screen.get_by_label_contains("about 6 in 10");
}

#[test]
fn a_pole_with_too_few_decisions_says_so() {
    let mut view = samples::debrief();
    view.grid = TwoHatGrid { managing: None, ..view.grid };
    let screen = screen(LARGE, move |ui| debrief_ui(ui, &view));
    screen.get_by_label_contains("Managing: little room to say, with");
}

#[test]
fn the_debrief_scrolls_by_keys_and_rewinds_once_asked() {
    let view = samples::debrief();
    let mut screen = screen(SMALL, move |ui| debrief_ui(ui, &view));
    let top = |screen: &Screen<'_, DebriefAction>| screen.get_by_label("How it went").rect().top();
    let start = top(&screen);
    press(&mut screen, &[Key::PageDown]);
    screen.run();
    assert!(top(&screen) < start - 300.0);
    press(&mut screen, &[Key::End]);
    screen.run();
    screen.query_all_by_label("Rewind to here…").last().unwrap().click();
    screen.run();
    press(&mut screen, &[Key::Enter]);
    assert_eq!(screen.state(), &[DebriefAction::Rewind(3)]);
    press(&mut screen, &[Key::Escape]);
    assert_eq!(screen.state().last(), Some(&DebriefAction::OpenLibrary));
}

#[test]
fn every_text_colour_can_be_read_on_its_ground() {
    let t = Tokens::LIGHT;
    let mut pairs = vec![(t.on_ink, t.ink), (t.on_ink, t.teal), (t.track, t.ink), (t.purple, t.purple_soft)];
    pairs.extend([
        (t.teal_ink, t.teal_soft),
        (t.teal_ink, t.raised),
        (t.teal_ink, t.amber_soft),
        (t.amber_ink, t.amber_soft),
        (t.coral_ink, t.coral_soft),
    ]);
    pairs.extend([
        (t.ink_soft, t.well),
        (t.ink_soft, t.track),
        (t.ink, t.amber_soft),
        (t.teal_ink, t.coral_soft),
    ]);
    for ground in [t.paper, t.raised, t.hover] {
        pairs
            .extend([t.ink, t.ink_soft, t.teal, t.coral_ink, t.purple, t.amber_ink].map(|ink| (ink, ground)));
        for top in two_hats::scenario::model::Top::ALL {
            pairs.push((t.person(*top), ground));
        }
    }
    for (ink, ground) in pairs {
        let contrast = contrast(ink, ground);
        assert!(contrast >= 4.5, "{ink:?} on {ground:?} has {contrast:.2}");
    }
}

/// The contrast of two opaque colours, 1 to 21 (WCAG 2.2).
fn contrast(a: Color32, b: Color32) -> f32 {
    let light = |color: Color32| {
        let [r, g, b] = [color.r(), color.g(), color.b()].map(|part| {
            let part = f32::from(part) / 255.0;
            if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
        });
        0.2126 * r + 0.7152 * g + 0.0722 * b
    };
    let (a, b) = (light(a), light(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

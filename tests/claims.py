"""What PRIVACY.md says, by the codes it has there, and the tests that show it."""

from __future__ import annotations

_SECRECY = "tests/data/polls/test_secrecy.py::test_"
_POLLS = "tests/cogs/polls/test_polls.py::test_"
_MEMBERS = "tests/data/rights/test_members.py::test_"
_SERVERS = "tests/data/rights/test_servers.py::test_"
_PRESENCE = "tests/cogs/servers/test_presence.py::test_"
_OWN = "tests/cogs/rights/test_own_data.py::test_"
_LISTS = "tests/data/warnings/test_erasing_lists.py::test_"
_OWN_LIST = "tests/cogs/warnings/test_own_list.py::test_"
_PRIVATE = "tests/cogs/warnings/test_list_privacy.py::test_"
_PUBLISHING = "tests/cogs/writing/test_publishing.py::test_"
_RULE = "tests/data/film_nights/test_rule.py::test_"
_NIGHTS = "tests/data/film_nights/test_collection.py::test_"
_NIGHT = "tests/cogs/film_nights/test_commands.py::test_"
_RESTORING = "tests/bot/shell/test_restoring.py::test_"
_HERE = "tests/test_privacy.py::test_"
_WALK = "tests/cogs/test_nothing_private.py::test_nothing_private_becomes_public_and_no_moderators_work_is_done"

SHOWN_BY: dict[str, tuple[str, ...]] = {
    "m1": (
        f"{_HERE}what_people_write_is_not_kept",
        "tests/cogs/test_mentions.py::test_what_does_not_name_the_bot_is_not_answered",
    ),
    "m2": ("tests/loopback/test_start.py::test_it_asks_for_no_privileged_intents",),
    "k1": (f"{_HERE}the_table_is_what_the_tables_hold", f"{_HERE}whatever_holds_a_member_is_marked"),
    "k2": (f"{_SERVERS}of_every_table_everything_goes", f"{_SERVERS}no_other_server_loses_anything"),
    "k3": (f"{_SERVERS}nobody_finds_its_films_or_votes_in_its_polls_any_more",),
    "k4": (
        f"{_PRESENCE}what_was_a_servers_is_erased_thirty_days_after_it_removed_the_bot",
        "tests/data/servers/test_presences.py::test_who_is_absent_is_noted_once_and_due_after_thirty_days",
    ),
    "k5": (
        f"{_PRESENCE}a_server_that_discord_still_knows_keeps_everything",
        "tests/loopback/test_presence.py::test_nothing_is_erased_while_discord_does_not_say_that_it_is_gone",
    ),
    "k6": ("tests/loopback/test_presence.py::test_an_outage_is_no_removal_and_who_comes_back_is_kept",),
    "r1": (f"{_OWN}what_there_is_is_told_and_nothing_where_there_is_nothing",),
    "r2": (f"{_OWN}the_file_holds_all_of_it_in_plain_words", f"{_OWN}of_a_whole_life_every_part_is_in_the_file"),
    "r3": (f"{_OWN}everything_goes_after_a_question_that_says_what_stays",),
    "r4": (f"{_OWN}whoever_presses_gets_their_own_and_alone", f"{_OWN}nothing_of_it_reaches_a_log", _WALK),
    "r5": (f"{_MEMBERS}the_member_stands_in_no_row_but_the_note",),
    "r6": (f"{_MEMBERS}nobody_else_loses_anything",),
    "r7": (f"{_MEMBERS}the_member_stands_in_no_row_but_the_note",),
    "r8": (f"{_MEMBERS}who_comes_back_begins_anew",),
    "r9": (f"{_MEMBERS}in_film_nights_a_code_stands_for_the_member",),
    "r10": (f"{_HERE}the_files_of_sqlite_hold_nothing_of_who_was_forgotten",),
    "r11": (f"{_HERE}that_a_film_is_known_says_nothing_of_who_asked",),
    "v1": (f"{_HERE}a_vote_is_a_row_of_four_columns",),
    "v2": (_WALK,),
    "v3": (f"{_POLLS}top_and_my_votes",),
    "v4": ("tests/cogs/votes/test_votes.py::test_a_vote_on_a_withdrawn_film_is_seen_and_taken_back_by_the_voter",),
    "v5": ("tests/cogs/votes/test_votes.py::test_a_vote_is_taken_back_from_its_answer",),
    "w1": (f"{_PUBLISHING}withdraw_restore_history_and_revert",),
    "w2": ("tests/data/reviews/test_writing.py::test_the_audit_is_read_in_pages",),
    "w3": (
        f"{_PUBLISHING}members_reach_no_command",
        f"{_PUBLISHING}moderators_of_another_server_reach_nothing_of_this_one",
    ),
    "w4": ("tests/data/drafts/test_caps.py::test_what_was_given_up_is_kept_as_far_as_it_is_shown",),
    "w5": ("tests/data/drafts/test_collection.py::test_nobody_elses_draft_and_no_other_servers_is_found",),
    "w6": ("tests/data/drafts/test_collection.py::test_requests_count_members_and_are_answered_by_the_review", _WALK),
    "w7": ("tests/data/requests/test_collection.py::test_take_back_deletes_the_row_also_once_it_was_answered",),
    "p1": (f"{_MEMBERS}the_member_stands_in_no_row_but_the_note",),
    "p2": (f"{_POLLS}a_poll_that_is_not_secret_says_so_before_anyone_votes",),
    "p3": (f"{_SECRECY}while_open_a_ballot_holds_no_member_and_no_time_and_lies_in_no_telling_order",),
    "p4": (f"{_SECRECY}the_same_member_has_unrelated_codes_in_two_polls",),
    "p5": ("tests/data/polls/test_erasing.py::test_a_row_of_an_open_poll_does_not_say_what_was_voted",),
    "p6": (
        f"{_POLLS}a_tap_answers_the_voter_alone_and_can_be_undone",
        f"{_POLLS}another_servers_button_does_nothing_here",
        _WALK,
    ),
    "p7": (f"{_SECRECY}after_the_end_no_row_holds_a_member_or_what_could_find_one",),
    "p8": (f"{_SECRECY}after_the_end_opposite_ballots_leave_identical_databases",),
    "p9": (f"{_SECRECY}the_files_of_sqlite_hold_no_key_and_no_code_after_the_end",),
    "p10": (f"{_SECRECY}the_files_of_sqlite_hold_no_key_and_no_code_after_the_end",),
    "p11": (f"{_SECRECY}the_table_files_of_postgresql_hold_no_key_after_the_end",),
    "p12": (f"{_SECRECY}a_key_that_a_dead_process_left_in_the_files_leaves_them_after_the_next_start",),
    "p13": (
        "tests/data/polls/test_erasing.py::test_an_ended_poll_has_no_key_while_its_ballots_are_still_deleted_in_batches",
    ),
    "p14": (f"{_POLLS}the_message_says_how_many_ballots_and_nothing_more",),
    "p15": (
        f"{_POLLS}a_poll_that_is_not_secret_says_so_before_anyone_votes",
        f"{_SECRECY}a_named_poll_keeps_names_for_after_the_end_and_only_then",
    ),
    "p16": (f"{_POLLS}an_export_names_voters_only_where_the_poll_said_so",),
    "p17": (f"{_SECRECY}an_error_of_the_database_does_not_quote_what_was_pressed",),
    "p18": (f"{_SECRECY}while_open_a_ballot_holds_no_member_and_no_time_and_lies_in_no_telling_order",),
    "i1": (
        "tests/cogs/importing/test_commands.py::test_a_message_becomes_a_draft_by_its_text_or_its_first_readable_file",
    ),
    "i2": (f"{_HERE}of_an_imported_message_its_author_is_not_kept",),
    "i3": (
        "tests/cogs/announcements/test_announcer.py::test_a_new_review_is_posted_with_the_way_to_it_and_how_many_asked",
    ),
    "i4": (f"{_HERE}what_is_posted_names_no_member",),
    "i6": (
        "tests/cogs/tellings/test_tellings.py::test_who_asked_is_mentioned_where_it_is_announced_and_nobody_else",
        "tests/cogs/tellings/test_announced.py::test_what_goes_to_other_servers_names_nobody_who_asked_and_they_hear_"
        "at_their_next_command",
    ),
    "i5": ("tests/data/tellings/test_tellings.py::test_a_conversation_is_in_no_row_once_it_is_told_or_not_wanted",),
    "l1": (
        f"{_LISTS}what_is_sealed_is_read_with_its_key",
        f"{_LISTS}a_list_that_was_kept_in_plain_text_is_sealed_and_can_be_taken_back",
    ),
    "l2": ("tests/data/warnings/test_storage.py::test_a_list_is_kept_across_servers_and_erased_whole",),
    "l3": (
        f"{_PRIVATE}a_list_is_seen_by_its_owner_alone",
        f"{_PRIVATE}incidents_and_broken_lists_do_not_quote_the_list",
    ),
    "l4": (f"{_OWN_LIST}it_is_exported_and_erased",),
    "l5": (f"{_LISTS}the_files_of_sqlite_hold_neither_key_nor_list",),
    "l6": (f"{_LISTS}the_table_files_of_postgresql_hold_no_key",),
    "l7": (f"{_LISTS}with_another_key_it_is_no_list", f"{_LISTS}its_length_tells_little_and_no_two_are_alike"),
    "l8": (f"{_OWN_LIST}a_public_card_is_followed_by_a_private_line_for_those_with_a_list",),
    "l9": (f"{_PRIVATE}a_list_is_seen_by_its_owner_alone",),
    "l10": (f"{_LISTS}a_key_that_others_were_in_the_way_of_is_erased_soon",),
    "n1": (f"{_NIGHT}three_are_told_and_nobody_is_named", f"{_PRIVATE}a_list_is_seen_by_its_owner_alone"),
    "n2": (
        f"{_RULE}nobody_and_no_pair_is_ever_singled_out",
        f"{_RULE}what_is_told_new_is_told_of_three_at_least",
        f"{_RULE}whom_it_judges_depends_on_nothing_but_what_was_told",
    ),
    "n3": (f"{_NIGHT}is_it_for_me_is_answered_from_ones_own_list_to_oneself",),
    "n4": (f"{_NIGHTS}nobody_s_id_is_kept_beyond_the_night",),
    "n5": (f"{_NIGHTS}what_is_kept_is_what_was_asked_and_no_list",),
    "n6": (f"{_NIGHTS}nobody_s_id_is_kept_beyond_the_night",),
    "n7": (f"{_NIGHTS}erasing_a_list_counts_as_saving_it",),
    "n8": (f"{_NIGHTS}a_veto_reads_like_any_other_and_names_nobody", f"{_NIGHT}a_veto_is_quiet"),
    "n9": (f"{_NIGHT}a_changed_list_is_answered_privately_at_once_and_publicly_once_three_changed",),
    "n10": (
        f"{_NIGHTS}a_shortlist_is_asked_once_a_night",
        f"{_NIGHTS}who_was_just_asked_rests_in_other_nights",
        f"{_NIGHTS}own_reviews_settle_a_day_and_again_when_they_are_changed",
    ),
    "c1": ("tests/data/warnings/test_storage.py::test_many_voices_at_once_are_one_a_member_and_queue_once",),
    "c2": ("tests/cogs/warnings/test_commands.py::test_one_voice_counts_and_disagreement_shows", _WALK),
    "c3": ("tests/data/warnings/test_storage.py::test_what_the_review_has_or_too_much_is_not_proposed",),
    "c4": ("tests/cogs/warnings/test_moderation.py::test_all_of_one_member_is_dismissed_without_learning_whose_it_is",),
    "c6": (
        "tests/data/warnings/test_member_answers.py::test_one_answer_a_member_and_the_last_one_counts",
        "tests/cogs/warnings/test_members.py::test_from_the_first_answer_to_the_review",
        _WALK,
    ),
    "c5": (f"{_MEMBERS}the_member_stands_in_no_row_but_the_note",),
    "b1": (
        "tests/bot/test_keeping.py::test_it_is_made_once_a_day_and_seven_are_kept",
        f"{_HERE}the_table_is_what_the_tables_hold",
    ),
    "b2": (f"{_RESTORING}what_was_backed_up_is_put_back_and_what_was_there_is_kept",),
    "b3": (f"{_RESTORING}what_was_erased_since_stays_erased",),
    "b4": (f"{_RESTORING}a_member_who_was_forgotten_since_stays_forgotten",),
    "b5": (f"{_RESTORING}a_server_that_was_forgotten_since_stays_forgotten",),
    "b6": (f"{_RESTORING}a_library_that_is_lost_is_put_back",),
}

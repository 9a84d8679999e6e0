"""Why, in signals."""

from entregent.attention.channels import Option
from entregent.attention.reasons import Standing, channel_reasons, rest_reason, tie_reasons
from entregent.model.interaction import Channel
from entregent.model.tie import Level


def told(level: Level, silence: float, gap: float | None, misses: int = 0) -> list[str]:
    return [r.signal for r in tie_reasons(Standing(level, silence, gap, 0.5, misses))]


def test_silence_is_told_against_the_ties_own_rhythm() -> None:
    assert told(Level.WIDE, 20, 20) == ["rhythm-due"]
    assert told(Level.WIDE, 45, 20) == ["tie-thinning"]
    assert told(Level.WIDE, 200, 20) == ["tie-thinning-months"]


def test_without_a_rhythm_only_the_silence_is_told() -> None:
    assert told(Level.WIDE, 30, None) == ["silence-days"]
    assert told(Level.WIDE, 400, None) == ["silence-months"]
    assert told(Level.WIDE, 0.4, None) == ["silence-fresh"]


def test_days_are_never_told_as_one() -> None:
    for silence in range(400):
        for gap in (0.3, 1.0, 1.4, 40.0, None):
            for found in tie_reasons(Standing(Level.WIDE, silence, gap, 0.5)):
                assert all(value != 1 for _, value in found.facts)


def test_close_ties_and_unanswered_tries_are_told_too() -> None:
    assert told(Level.CLOSE, 30, None, 2) == ["silence-days", "level-close", "no-answer-yet"]
    assert told(Level.VALUED, 30, None)[-1] == "level-valued"


def test_the_way_is_told_by_use_then_by_answers_then_by_lightness() -> None:
    mail, text = Option(Channel.MAIL, 8, 0.5, 4.0), Option(Channel.TEXT, 4, 0.7)
    assert [r.signal for r in channel_reasons(mail, [mail, text], Level.WIDE)] == ["usual-mail"]
    assert [r.signal for r in channel_reasons(text, [mail, text], Level.WIDE)] == ["answers-text"]
    shy = text._replace(chance=0.3)
    assert [r.signal for r in channel_reasons(shy, [mail, shy], Level.WIDE)] == ["light-touch"]
    assert channel_reasons(shy, [mail, shy], Level.CLOSE) == ()


def test_letting_rest_has_a_reason() -> None:
    assert rest_reason().signal == "rest-beyond-minutes"

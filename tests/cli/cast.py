"""Views built by hand, with the named people of the command-line tests."""

from datetime import UTC, datetime

from entregent.app import views
from entregent.model.judgement import reason

ZONE = "America/Toronto"


def instant(text: str) -> int:
    """UTC seconds of an ISO instant written without its zone."""
    return int(datetime.fromisoformat(text).replace(tzinfo=UTC).timestamp())


NOW = instant("2026-11-23T15:00")


def marie(**changes: object) -> views.PersonLine:
    """Marie Tremblay: a valued tie that is spacing out."""
    line = views.PersonLine(
        id=12,
        name="Marie Tremblay",
        handles=("marie@example.org", "+15145550123"),
        level="valued",
        level_proposed=True,
        circles=("friends",),
        circles_proposed=("clients",),
        strength=0.31,
        chance=0.62,
        silence_days=52,
        usual_gap_days=21.0,
        interactions=48,
        last_at=instant("2026-10-02T13:05"),
        resting=False,
        never=False,
    )
    return line._replace(**changes)  # type: ignore[arg-type]


def marc(**changes: object) -> views.PersonLine:
    """Marc-André Côté: never an exchange yet."""
    empty: dict[str, object] = {
        "id": 13,
        "name": "Marc-André Côté",
        "handles": ("mac@example.net",),
        "level": "none",
        "circles": (),
        "circles_proposed": (),
        "strength": None,
        "chance": None,
        "silence_days": None,
        "usual_gap_days": None,
        "interactions": 0,
        "last_at": None,
    }
    return marie(**{**empty, **changes})


def suggestion(**changes: object) -> views.SuggestionLine:
    """Write to Marie."""
    line = views.SuggestionLine(
        person=12,
        name="Marie Tremblay",
        action="reach-out",
        channel="mail",
        minutes=10,
        chance=0.62,
        answer_chance=0.55,
        attention_index=0.0312,
        reasons=(reason("tie-thinning", days=52, usual=21), reason("level-valued"), reason("usual-mail")),
        handle="marie@example.org",
        last_title="Le dîner de jeudi",
        last_at=instant("2026-10-02T13:05"),
    )
    return line._replace(**changes)  # type: ignore[arg-type]


def plan(**changes: object) -> views.Plan:
    """A day with one suggestion."""
    whole = views.Plan(
        day="2026-11-23",
        minutes=30,
        planned_minutes=10,
        price=0.012,
        share_of_bound=0.97,
        fresh_until=instant("2026-11-20T18:00"),
        suggestions=(suggestion(),),
        standing_well=8,
        left_out=2,
        people=41,
        questions=3,
    )
    return whole._replace(**changes)  # type: ignore[arg-type]


def page(**changes: object) -> views.PersonView:
    """Marie's page."""
    view = views.PersonView(
        line=marie(),
        reasons=(reason("silence-long", days=52, usual_gap_days=21), reason("balance-even")),
        chance_low=0.41,
        chance_high=0.78,
        trend="cooling",
        balance=views.Balance(out=20, inward=28, share_out=0.42),
        first_at=instant("2021-03-04T10:00"),
        first_met="Cocktail de la chambre de commerce",
        last_met_at=instant("2026-06-11T16:00"),
        last_met="Café du printemps",
        via="Luc Gagnon",
        died=False,
        birthday="--05-17",
        organisation="Atelier Nord",
        title="directrice",
        timeline=(
            views.TimelineLine(instant("2026-10-02T13:05"), "mail", "in", "Le dîner de jeudi", ("Marie Tremblay",)),
            views.TimelineLine(None, "call", "attempt", "", (), outcome="no-answer"),
        ),
        provenance=(
            views.ProvenanceLine("handle", "marie@example.org", "inbox.mbox", "mail_mbox", instant("2021-03-04T10:00")),
        ),
        joins=(
            views.JoinLine(
                "marie@example.org", "mt@example.com", "machine", True, 0.97, (reason("same-name", name="M. T."),)
            ),
        ),
        promises=(views.PromiseLine(3, 12, "Marie Tremblay", "envoyer les plans", "2026-11-27", False),),
        notes=(views.NoteLine(1, NOW, "Aime la voile"),),
        related=("Paul (conjoint)",),
    )
    return view._replace(**changes)  # type: ignore[arg-type]


def report(**changes: object) -> views.ImportReport:
    """A small import with two problems."""
    whole = views.ImportReport(
        import_ids=(1,),
        dry_run=False,
        records=40,
        interactions=1234,
        new=1200,
        known=34,
        problem_count=2,
        people=41,
        automata=17,
        merged=9,
        assumed=1,
        questions=3,
        sources=(
            views.SourceLine("inbox.mbox", "mail_mbox", 0.98, reason("looks-like-mbox"), "read", 0, 1234, 2),
            views.SourceLine(
                "a.vcf", "contacts_vcard", 0.98, reason("begins-with", text="BEGIN:VCARD"), "known", 40, 0, 0
            ),
        ),
        problems=(
            views.ProblemLine("inbox.mbox", "byte 120", reason("broken-date", date="hier", taken="received"), False),
            views.ProblemLine("inbox.mbox", "", reason("draft", count="3"), False),
        ),
        owner=(views.OwnerHandle("moi@example.org", 0.99, (reason("owner-stated"),)),),
        seconds=1.25,
    )
    return whole._replace(**changes)  # type: ignore[arg-type]


def plates(**changes: object) -> views.PlatesView:
    """Plates at two hours a week."""
    view = views.PlatesView(
        minutes_per_week=120,
        plates=50,
        kept=31,
        price=0.0123,
        share=0.84,
        curve=(views.CurvePoint(60, 18, 0.6), views.CurvePoint(120, 31, 0.84), views.CurvePoint(240, 44, 0.97)),
        upkeep_kept=47,
        upkeep_curve=(views.CurvePoint(60, 30, 0.7),),
        rest=(views.RestLine(13, "Marc-André Côté", reason("rest-beyond-minutes")),),
    )
    return view._replace(**changes)  # type: ignore[arg-type]


def capacity(**changes: object) -> views.CapacityView:
    """Two quarters."""
    view = views.CapacityView(
        open_ties=42.4,
        low=38.1,
        high=47.9,
        by_quarter=(views.QuarterLine("2026-Q2", 40.0, 6, 4), views.QuarterLine("2026-Q3", 42.4, 5, 3)),
    )
    return view._replace(**changes)  # type: ignore[arg-type]


def question(**changes: object) -> views.QuestionLine:
    """Are Marie and M. Tremblay one?"""
    line = views.QuestionLine(
        1,
        marie(),
        marie(id=14, name="M. Tremblay", handles=("mt@example.com",), interactions=2),
        "marie@example.org",
        "mt@example.com",
        0.7,
        (reason("same-initial", initial="M", name="Marie"), reason("common-name", name="Tremblay")),
    )
    return line._replace(**changes)  # type: ignore[arg-type]

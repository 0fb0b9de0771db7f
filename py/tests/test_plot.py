"""Charts: they draw on any audit, say what the audit says, and leave matplotlib as it was."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any, Literal

import matplotlib
import matplotlib.pyplot as plt
import numpy
import pytest
from matplotlib.axes import Axes
from matplotlib.figure import Figure

import liandong
from liandong.plot import _canvas, _columns, _font
from liandong.plot._font import chinese_font

matplotlib.use("Agg")

BOOK = liandong.sample()
AUDITS: dict[str, liandong.Audit] = {
    "year": BOOK.audit(liandong.sample_year(), "2024-01-01"),
    "limits": liandong.sample(limits=True).audit(liandong.sample_year(), "2024-01-01"),
    "empty": BOOK.audit([], "2021-03-29"),
    "large": BOOK.audit(liandong.sample_events(200_000), "2024-01-01"),
    "one norm": BOOK.audit(liandong.sample_year(), "2024-01-01", norms="2.3d"),
    "days only": BOOK.audit(
        {
            "id": ["1", "2"],
            "at": ["2023-05-04", "2023-05-06"],
            "kind": ["decision", "result_push"],
            "case": ["K", "K"],
            "matter": ["S-001", "S-001"],
            "actor": ["bureau", "bureau"],
            "to": [None, "econ"],
            "channel": [None, "platform"],
            "result": ["granted", None],
        },
        "2023-06-01",
    ),
}
CHARTS = ("scorecard", "delays", "over_time", "findings", "weeks")
Lang = Literal["zh", "en"]


@pytest.fixture(autouse=True)
def closed() -> Iterator[None]:
    yield
    plt.close("all")


@pytest.fixture
def chinese() -> str:
    """A font that draws Chinese, as `apt install fonts-wqy-microhei` brings one."""
    font = chinese_font()
    if font is None:
        pytest.skip("no installed font draws Chinese; in CI that is a failure")
    return font


@pytest.fixture
def no_chinese(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_font, "CHINESE_FONTS", ("No Such Font",))
    monkeypatch.setattr("matplotlib.font_manager.findSystemFonts", list)
    _font._say_once.cache_clear()


def bars(ax: Any) -> list[Any]:
    """The bars of a chart."""
    return list(ax.patches)


def drawn(ax: Axes) -> str:
    """All the words of a chart, drawn once, so that a letter that no font has is a warning and fails."""
    figure: Any = ax.figure
    figure.canvas.draw()
    found: list[Any] = figure.findobj(matplotlib.text.Text)
    return "\n".join(own.get_text() for own in found if own.get_text())


@pytest.mark.parametrize("name", AUDITS)
@pytest.mark.parametrize("chart", CHARTS)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_chart_of_every_audit_draws(name: str, chart: str, lang: Lang, chinese: str) -> None:
    ax = getattr(AUDITS[name].plot, chart)(lang=lang)
    assert isinstance(ax, Axes)
    words = drawn(ax)
    assert any(ord(letter) > 0x2E7F for letter in words) == (lang == "zh"), words


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize(
    "chart",
    [
        lambda plot, lang: plot.transfers(lang=lang),
        lambda plot, lang: plot.timelines(lang=lang),
        lambda plot, lang: plot.timelines(["S-072"], lang=lang),
        lambda plot, lang: plot.responsibilities("2023-06-01", lang=lang),
        lambda plot, lang: plot.responsibilities("2023-06-01", list(BOOK.matters)[:60], lang=lang),
        lambda plot, lang: plot.responsibilities("2020-01-01", lang=lang),
    ],
)
def test_every_chart_of_a_rulebook_draws(
    chart: Callable[[Any, Lang], Axes], lang: Lang, chinese: str
) -> None:
    assert drawn(chart(BOOK.plot, lang))


def test_a_catalogue_without_matters_draws_and_says_so() -> None:
    parties = [{"id": "b", "name": "b", "kind": "bureau"}, {"id": "c", "name": "c", "kind": "committee"}]
    zone = {"id": "z", "name": "z", "bureau": "b", "committee": "c"}
    plot = liandong.Rulebook({"zone": zone, "parties": parties}).plot
    for ax in (
        plot.transfers(lang="en"),
        plot.timelines(lang="en"),
        plot.responsibilities("2023-01-01", lang="en"),
    ):
        assert "no matter" in drawn(ax) or "nobody" in drawn(ax)


def test_matplotlib_is_left_as_it_was(chinese: str) -> None:
    before = dict(matplotlib.rcParams)
    AUDITS["year"].plot.scorecard()
    assert dict(matplotlib.rcParams) == before


def test_a_chart_draws_on_the_axes_that_it_is_given() -> None:
    ax = Figure().add_subplot()
    for chart in CHARTS:
        assert getattr(AUDITS["year"].plot, chart)(lang="en", ax=ax) is ax
    assert BOOK.plot.transfers(lang="en", ax=ax) is ax
    assert plt.get_fignums() == []


def test_the_fonts_of_a_chart_stay_when_it_is_drawn_later(chinese: str) -> None:
    ax = AUDITS["year"].plot.findings(lang="zh")
    drawn(ax)
    labels = [own for own in ax.get_yticklabels() if own.get_text()]
    assert labels
    assert all(own.get_fontfamily()[0] == chinese for own in labels)


def test_without_a_chinese_font_charts_are_in_english_and_say_so_once(no_chinese: None) -> None:
    with pytest.warns(UserWarning, match="fonts-noto-cjk"):
        words = drawn(AUDITS["year"].plot.scorecard(lang="zh"))
    again = drawn(AUDITS["year"].plot.findings(lang="zh"))
    assert "Administrative Approval Bureau" in words
    assert all(ord(letter) < 0x2E7F for letter in words + again)


def test_without_a_chinese_font_a_name_without_english_is_its_id(no_chinese: None) -> None:
    catalogue = {
        "zone": {"id": "z", "name": "区", "bureau": "b", "committee": "c"},
        "parties": [
            {"id": "b", "name": "局", "kind": "bureau"},
            {"id": "c", "name": "委", "kind": "committee"},
        ],
    }
    audit = liandong.Rulebook(catalogue).audit([], "2023-01-01")
    assert "b" in drawn(audit.plot.scorecard(lang="en")).split("\n")


def test_svg_keeps_chinese_as_text_even_without_a_font(no_chinese: None) -> None:
    from liandong.plot import _scores

    written = _canvas.svg(lambda voice: _scores.scorecard(AUDITS["year"], voice), "zh", "s", "told")
    assert "行政审批局" in written
    assert "var(--ink)" in written
    assert 'aria-label="told"' in written


def test_an_unknown_language_is_refused() -> None:
    with pytest.raises(liandong.LiandongError, match="unknown language"):
        AUDITS["year"].plot.scorecard(lang="fr")  # type: ignore[arg-type]


def test_a_scorecard_has_the_numbers_of_the_standing() -> None:
    audit = AUDITS["limits"]
    words = drawn(audit.plot.scorecard(lang="en"))
    for own in audit.standing:
        assert " + ".join(f"{count:,}" for count in (own.fulfilled, own.open) if count) in words
    assert f"{audit.standing[0].breaches} + {audit.standing[0].reviews}" in words


def test_many_departments_are_shown_as_others() -> None:
    parties = [{"id": f"d{own}", "name": f"Department {own}", "kind": "department"} for own in range(45)]
    parties += [{"id": "b", "name": "B", "kind": "bureau"}, {"id": "c", "name": "C", "kind": "committee"}]
    matters = [
        {"id": f"m{own}", "name": "m", "original": f"d{own}", "supervising": [{"party": f"d{own}"}]}
        for own in range(45)
    ]
    zone = {"id": "z", "name": "z", "bureau": "b", "committee": "c"}
    audit = liandong.Rulebook({"zone": zone, "parties": parties, "matters": matters}).audit([], "2023-01-01")
    assert len(audit.standing) > 40
    assert f"{len(audit.standing) - 30} others" in drawn(audit.plot.scorecard(lang="en"))


def test_bars_over_time_count_every_duty_and_every_dated_finding() -> None:
    audit = AUDITS["year"]
    above, below = audit.plot.over_time(lang="en").child_axes
    heights = [sum(bar.get_height() for bar in bars(panel)) for panel in (above, below)]
    assert heights[0] == len(audit.duties)
    assert heights[1] == len(audit.findings) - len(audit.events.unreadable)


def test_bars_of_findings_count_every_finding() -> None:
    audit = AUDITS["year"]
    assert sum(bar.get_width() for bar in bars(audit.plot.findings(lang="en"))) == len(audit.findings)


def test_a_limit_is_drawn_only_where_the_profile_sets_one() -> None:
    assert "limit ends" not in drawn(AUDITS["year"].plot.delays(lang="en"))
    assert "nothing is called late" in drawn(AUDITS["year"].plot.delays(lang="en"))
    assert "limit ends" in drawn(AUDITS["limits"].plot.delays(lang="en"))
    assert "limit ends" in drawn(AUDITS["limits"].plot.delays("2.6b", lang="en"))


def test_a_histogram_counts_what_its_norm_took() -> None:
    audit = AUDITS["year"]
    columns = (audit.duties.table.column(name) for name in ("norm", "elapsed_minutes", "fulfilled_by"))
    taken = [
        own
        for norm, own, by in zip(*columns, strict=True)
        if norm == "2.6d" and own is not None and by is not None
    ]
    assert sum(bar.get_height() for bar in bars(audit.plot.delays("2.6d", lang="en"))) == len(taken) > 0


def test_delays_count_apart_what_is_known_only_to_the_day() -> None:
    audit = AUDITS["year"]
    columns = (audit.duties.table.column(name) for name in ("norm", "elapsed_days", "fulfilled_by"))
    rows = list(zip(*columns, strict=True))
    by_day = [own for norm, own, by in rows if norm == "2.4f" and own is not None and by is not None]
    assert len(by_day) < len([own for norm, own, _ in rows if norm == "2.4f" and own is not None])
    assert f"(+{len(by_day)}, days only)" in drawn(audit.plot.delays(lang="en"))
    assert "(days only)" in drawn(AUDITS["days only"].plot.delays(lang="en"))


def test_delays_of_an_unknown_norm_are_refused() -> None:
    with pytest.raises(liandong.InputError, match=r"9\.9z"):
        AUDITS["year"].plot.delays("9.9z")


def test_weeks_tell_held_from_missing_and_not_joint_by_mark_and_word() -> None:
    audit = AUDITS["year"]
    ax = audit.plot.weeks(lang="en")
    codes = Counter(own.code for own in audit.findings if own.norm == "2.3d")
    labels = [own.get_label() for own in ax.collections]
    assert f"Weekly reconciliation not held ({codes[liandong.FindingCode.WEEKLY_MISSING]})" in labels
    assert (
        f"Weekly reconciliation not held jointly ({codes[liandong.FindingCode.WEEKLY_NOT_JOINT]})" in labels
    )
    shapes = {numpy.asarray(own.get_paths()[0].vertices).tobytes() for own in ax.collections}
    assert len(shapes) == len(labels)


def test_lines_of_transfers_end_at_what_the_rulebook_says() -> None:
    last = max(own.from_ for matter in BOOK.matters.values() for own in matter.timeline() if own.from_)
    states = Counter(str(BOOK.status(id, last).value) for id in BOOK.matters)
    words = drawn(BOOK.plot.transfers(lang="en"))
    for state in liandong.codes.TransferStatus:
        assert f"{state.label('en')} ({states[state.value]})" in words


def test_time_lines_are_bounded_and_say_how_many_more_there_are() -> None:
    assert f"{len(BOOK.matters) - 10} more" in drawn(BOOK.plot.timelines(most=10, lang="en"))


def test_an_unknown_matter_or_no_day_is_refused() -> None:
    with pytest.raises(liandong.UnknownId):
        BOOK.plot.timelines(["S-999"])
    with pytest.raises(liandong.UnknownId):
        BOOK.plot.responsibilities("2023-06-01", ["S-999"])
    with pytest.raises(liandong.InputError):
        BOOK.plot.responsibilities("2023-13-01")


@pytest.mark.parametrize("name", AUDITS)
def test_columns_are_the_same_with_and_without_pyarrow(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("pyarrow")
    duties, findings = AUDITS[name].duties.table, AUDITS[name].findings.table

    def read() -> list[Any]:
        codes, texts = _columns.coded(duties, "obligor")
        return [
            [texts[own] for own in codes],
            _columns.crossed(findings, "code", "severity"),
            *(
                _columns.numbers(duties, own)
                for own in ("elapsed_minutes", "elapsed_days", "fulfilled_by", "due_is_day")
            ),
            *(_columns.seconds(duties, own) for own in ("since", "due")),
        ]

    with_arrow = read()
    monkeypatch.setattr(_columns, "_arrow", lambda: None)
    for one, other in zip(with_arrow, read(), strict=True):
        same = numpy.array_equal(one, other, equal_nan=True) if hasattr(one, "dtype") else one == other
        assert same


def test_without_matplotlib_a_chart_says_how_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    import builtins
    import sys

    real = builtins.__import__
    for name in [own for own in sys.modules if own.partition(".")[0] == "matplotlib"]:
        monkeypatch.setitem(sys.modules, name, None)
    monkeypatch.setattr(builtins, "__import__", real)
    with pytest.raises(liandong.MissingLibrary, match=r"liandong\[plot\]"):
        AUDITS["year"].plot.scorecard(lang="en")


def test_words_are_cut_between_words_and_never_before_a_stop() -> None:
    assert _canvas.short("one two three four", 1, width=9) == "one two …"
    lines = _canvas.short("甲乙丙丁，戊己庚辛", 3, width=8).split("\n")
    assert lines[0] == "甲乙丙丁，"
    assert not any(line.startswith("，") for line in lines)

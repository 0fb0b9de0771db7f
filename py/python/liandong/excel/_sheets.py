"""The sheets of a catalogue workbook: in goes the wire format's structure, out comes what each sheet and
column holds.

Template, reader and instruction sheet all follow these declarations; there is no second list of fields.
"""

from __future__ import annotations

from ._columns import (
    FROM,
    INSTRUMENT,
    MATTER,
    NAME_EN,
    SOURCE,
    TO,
    day_column,
    id_column,
    link_column,
    name_column,
    party_column,
)
from ._layout import Column, Sheet
from ._words import PARTY_KIND, PENDING_CASES, ROLE, SCOPE, TRANSFER_KIND, YES_NO

ZONE = Sheet(
    "zone",
    ("开发区", "Zone"),
    ("开发区本身，只填一行。", "The zone itself, in one row."),
    (
        id_column("开发区编号", "zone"),
        name_column("名称", "示例开发区"),
        NAME_EN,
        party_column(
            "bureau",
            "审批局",
            "bureau",
            ("行政审批局的单位编号。", "The party that is the Administrative Approval Bureau."),
            required=True,
        ),
        party_column(
            "committee",
            "管委会",
            "committee",
            ("管委会的单位编号。", "The party that is the Administrative Committee."),
            required=True,
        ),
        party_column(
            "partner",
            "对接单位",
            "partner",
            ("每周与审批局对接的单位（2.3d），可空。", "The party that reconciles weekly (2.3d)."),
        ),
    ),
    single=True,
)
PARTIES = Sheet(
    "parties",
    ("单位", "Parties"),
    ("审批局、管委会、各部门、企业及其他单位，一行一个。", "Every party, one a row."),
    (
        id_column("单位编号", "D-01"),
        name_column("名称", "市场监督管理部"),
        NAME_EN,
        Column(
            ("kind",),
            ("类别", "kind"),
            ("单位在本办法中的类别。", "What it is to the Measures."),
            "word",
            required=True,
            words=PARTY_KIND,
            example="区直部门",
        ),
        Column(
            ("code",),
            ("统一社会信用代码", "code"),
            ("18 位代码，可空。", "Its unified social credit code, where known."),
            "id",
            width=22,
        ),
        Column(
            ("succeeded_by", "party"),
            ("承继单位", "succeeded_by"),
            (
                "合并或更名后的单位编号；与承继日一并填写。",
                "Its successor's id, where it was merged or renamed; goes with its day.",
            ),
            "id",
            required=True,
            refers="parties",
        ),
        Column(
            ("succeeded_by", "on"),
            ("承继日", "succeeded_on"),
            ("承继单位接替的首日。", "The first day on which the successor stands in its place."),
            "day",
            required=True,
            width=13,
        ),
    ),
)
MATTERS = Sheet(
    "matters",
    ("事项", "Matters"),
    ("审批事项，一行一个。", "The matters of the zone, one a row."),
    (
        id_column("事项编号", "M-001"),
        name_column("名称", "食品经营许可"),
        NAME_EN,
        Column(
            ("codes",),
            ("编码", "codes"),
            (
                "事项编码；多个时一行一个（Alt+Enter）或以“；”分隔。",
                "Its codes; several one a line, or with `;` between them.",
            ),
            "list",
            example="511Z07001006",
            width=24,
        ),
        Column(
            ("type",),
            ("事项类型", "type"),
            ("事项类型代码，如 1 为行政许可。", "Its type code, for example 1 for a licence."),
            example="1",
        ),
        Column(
            ("level",),
            ("行使层级", "level"),
            ("行使层级，按本区说法填写。", "The level at which it is exercised, in your words."),
        ),
        party_column(
            "original",
            "原审批部门",
            "original",
            ("划转前负责审批的单位编号。", "The party that approved it before any transfer."),
        ),
        day_column(
            "governed_from",
            "纳入日",
            "governed_from",
            ("成为本区事项的首日；空白为一直是。", "The first day on which it is a matter of the zone."),
        ),
    ),
)
TRANSFERS = Sheet(
    "transfers",
    ("划转", "Transfers"),
    (
        "关于事项划转的记录，一条一行；有缺漏也照原样填写，答复会说明。",
        "Records about transfers, one a row; enter faulty ones as they are, answers will say so.",
    ),
    (
        MATTER,
        Column(
            ("kind",),
            ("类型", "kind"),
            (
                "划转（由审批局承接）、收回、赋权或委托；其他说法照录。",
                "transfer (taken in by the Bureau), return, empowerment or entrustment; others are kept.",
            ),
            "open_word",
            required=True,
            words=TRANSFER_KIND,
            example="划转",
        ),
        Column(
            ("effective",),
            ("生效日", "effective"),
            (
                "生效首日；不是日期的文字照录。",
                "The first day on which it holds; other text is kept as written.",
            ),
            "day_as_written",
            example="2021-06-01",
            width=13,
        ),
        party_column(
            "decided_by",
            "决定单位",
            "decided_by",
            ("作出决定的单位；只有管委会的决定可以划转（2.4d）。", "The party that decided it (2.4d)."),
        ),
        INSTRUMENT,
        Column(
            ("scope",),
            ("范围", "scope"),
            ("全部或部分；空白为全部。", "Whole or partial; blank: whole."),
            "word",
            words=SCOPE,
        ),
        Column(
            ("pending",),
            ("在途件", "pending"),
            ("文件写明时，在途件由谁办结。", "Who finishes pending cases, where the paper says so."),
            "word",
            words=PENDING_CASES,
            width=18,
        ),
        day_column("recorded", "记录日", "recorded", ("登记之日；空白为一直已知。", "When it was recorded.")),
    ),
    parent="matters",
)
SUPERVISION = Sheet(
    "supervising",
    ("监管", "Supervision"),
    ("各事项的监管单位，一条一行。", "The departments that supervise a matter, one a row."),
    (
        MATTER,
        party_column(
            "party", "监管单位", "party", ("负责监管的单位。", "The supervising party."), required=True
        ),
        FROM,
        TO,
    ),
    parent="matters",
)
PLATFORM = Sheet(
    "platform",
    ("平台办理", "Platform"),
    (
        "事项可否在一体化平台办理（2.4e、2.4f）。",
        "Whether a matter can be handled on the platform (2.4e, 2.4f).",
    ),
    (
        MATTER,
        Column(
            ("capable",),
            ("可平台办理", "capable"),
            ("是或否。", "yes or no."),
            "yes_no",
            required=True,
            words=YES_NO,
            example="是",
        ),
        FROM,
        TO,
        SOURCE,
    ),
    parent="matters",
)
OBSERVED = Sheet(
    "observed",
    ("实际办理", "Observations"),
    ("没有划转沿革时，见到由谁办理。", "Who was seen to handle a matter, where no history is recorded."),
    (
        MATTER,
        day_column("on", "日期", "on", ("见到之日。", "The day."), required=True),
        party_column("handled_by", "办理单位", "handled_by", ("办理的单位。", "The party."), required=True),
        SOURCE,
    ),
    parent="matters",
)
REASSIGNED = Sheet(
    "reassigned",
    ("部门移交", "Reassignments"),
    ("单个事项在部门之间的移交。", "Hand-overs of a single matter between departments."),
    (
        MATTER,
        day_column("on", "移交日", "on", ("移交之日，可空。", "The day, where known.")),
        party_column("to", "移交至", "to", ("接收的单位，可空。", "The party it went to, where known.")),
        INSTRUMENT,
    ),
    parent="matters",
)
PERSONS = Sheet(
    "persons",
    ("人员", "Persons"),
    ("联络员、推送员、代办员、项目经理等，一行一人。", "Persons who hold a role, one a row."),
    (id_column("人员编号", "P-01"), name_column("姓名", "示例人员", zh="姓名。", en="The person's name.")),
)
ROLES = Sheet(
    "roles",
    ("人员职责", "Roles"),
    ("每人担任的职责，一条一行。", "The roles that persons hold, one a row."),
    (
        link_column("persons", "人员编号", "person", "P-01"),
        Column(
            ("role",), ("职责", "role"), ("职责。", "The role."), "word", True, words=ROLE, example="联络员"
        ),
        party_column(
            "party", "代表单位", "party", ("代表的单位，可空。", "The party on whose behalf it is held.")
        ),
        Column(
            ("project",),
            ("项目编号", "project"),
            ("所服务的项目，可空。", "The project it is held for."),
            "id",
            refers="projects",
        ),
        FROM,
        TO,
    ),
    parent="persons",
)
PROJECTS = Sheet(
    "projects",
    ("项目", "Projects"),
    ("投资项目，一行一个。", "Projects, one a row."),
    (
        id_column("项目编号", "J-2022-01"),
        name_column("名称", "示例产业园项目", zh="名称。", en="Its name."),
        Column(
            ("year",),
            ("年度", "year"),
            ("列入计划的年度。", "The year in whose plan it stands."),
            "year",
            example="2022",
        ),
        Column(
            ("key",),
            ("重点项目", "key"),
            ("是否该年度重点项目；空白为否。", "Whether it is a key project; blank: no."),
            "yes_no",
            words=YES_NO,
            example="是",
        ),
        party_column(
            "responsible", "责任单位", "responsible", ("责任单位。", "The party responsible for it.")
        ),
        Column(
            ("unit",),
            ("建设单位", "unit"),
            ("建设单位的编号或名称。", "The unit that builds it, by id or name."),
            width=24,
        ),
        Column(
            ("manager",),
            ("项目经理", "manager"),
            ("项目经理的人员编号。", "Its manager, by id."),
            "id",
            refers="persons",
        ),
        Column(
            ("procedures",),
            ("办理手续", "procedures"),
            (
                "填“是”而无起止日，为一直在办；填了起止日即视为是。",
                "yes without days: always in procedures; with days it may stay blank.",
            ),
            "presence",
            words=YES_NO,
        ),
        Column(
            ("procedures", "from"),
            ("手续起始日", "procedures_from"),
            ("办理手续的首日。", "The first day of its procedures."),
            "day",
            width=13,
        ),
        Column(
            ("procedures", "to"),
            ("手续截止日", "procedures_to"),
            ("办理手续的末日。", "The last day of its procedures."),
            "day",
            width=13,
        ),
    ),
)
PACKAGES = Sheet(
    "packages",
    ("一件事", "Packages"),
    ("“一件事”套餐（2.4a），一行一个。", "Several matters offered as one service (2.4a), one a row."),
    (id_column("套餐编号", "K-01"), name_column("名称", "开餐饮店一件事", zh="名称。", en="Its name.")),
)
PACKAGE_MATTERS = Sheet(
    "matters",
    ("一件事事项", "PackageMatters"),
    ("各套餐所含事项，一条一行，按展示顺序。", "The matters of each package, one a row, in the order shown."),
    (
        link_column("packages", "套餐编号", "package", "K-01"),
        Column(
            ("",),
            ("事项编号", "matter"),
            ("所含事项。", "The matter."),
            "id",
            required=True,
            refers="matters",
            example="M-001",
        ),
    ),
    parent="packages",
    plain=True,
)

RECORDS = (TRANSFERS, SUPERVISION, PLATFORM, OBSERVED, REASSIGNED)
SHEETS = (ZONE, PARTIES, MATTERS, *RECORDS, PERSONS, ROLES, PROJECTS, PACKAGES, PACKAGE_MATTERS)
INSTRUCTIONS = ("填写说明", "Instructions")


def top(key: str) -> Sheet:
    """The sheet of a list of the catalogue."""
    return next(sheet for sheet in SHEETS if sheet.parent is None and sheet.key == key)


def children(parent: str) -> tuple[Sheet, ...]:
    """The sheets whose entries belong to those of another."""
    return tuple(sheet for sheet in SHEETS if sheet.parent == parent)

"""A small form with every kind of question, and one that looks like 探访记录; both without a file."""

from __future__ import annotations

from datetime import date

from sheqi_desktop.domain.draft import Draft
from sheqi_desktop.domain.facts import NoFacts
from sheqi_desktop.domain.form import Field, Form, Gate, Section
from sheqi_desktop.domain.vocabulary import Entry, Vocabulary
from sheqi_desktop.gui.editors.editor import Context, RefHit

TODAY = date(2023, 6, 14)


def words(id_: str, *labels: str, tones: tuple[str, ...] = ()) -> Vocabulary:
    names = {"无": "none", "同上次": "as_before"}
    return Vocabulary(
        id_,
        id_,
        tuple(
            Entry(code, names.get(label, f"n{code}"), label, tone=tones[code - 1] if tones else "")
            for code, label in enumerate(labels, 1)
        ),
    )


FINDING = Vocabulary(
    "finding",
    "情况",
    tuple(
        Entry(code, name, label, tone=tone)
        for code, name, label, tone in (
            (0, "not_asked", "未了解", "grey"),
            (1, "normal", "正常", "green"),
            (2, "as_before", "同上次", "green"),
            (3, "changed", "有变化", "amber"),
            (4, "abnormal", "异常", "red"),
        )
    ),
)
MODE = words("visit_mode", "居家探访", "电话", "视频", "机构", "约见")
OUTCOME = words("visit_outcome", "见到", "未遇", "拒访", "照料人代答")
RISK = words("risk_signal", "无", "跌倒风险", "用药不当", "情绪低落", "居住隐患", "被忽视", "经济突变", "其他")
SERVICE = words(
    "service", "陪伴聊天", "政策宣讲", "情绪疏导", "生活协助", "测量血压等", "物资发放", "安全提示", "资源链接"
)
RELATION = words("relation", "配偶", "儿子", "女儿", "父亲", "母亲", "孙辈", "邻居")
SIGNED = Vocabulary("client_sign", "签名", (Entry("signed", "signed", "已签名"), Entry("none", "unsigned", "未签名")))
GROUPS = ("健康状况", "精神情绪", "照料饮食", "经济政策", "居住卫生", "安全", "家庭关系")


def _findings() -> tuple[Field, ...]:
    fields: list[Field] = []
    for number, label in enumerate(GROUPS):
        one = f"finding_{number}"
        gate = Gate(one, ("changed", "abnormal"), frozenset((3, 4)))
        fields.append(Field(one, label, "code", vocabulary=FINDING, need="submit"))
        fields.append(Field(f"{one}_note", f"{label}说明", "text", shown_if=(gate,), need="submit", beside=True))
    return tuple(fields)


FOLLOW_UP = (
    Field("what", "跟进事项", "text", need="submit", width=5),
    Field("who", "责任人", "text", width=3, beside=True),
    Field("due", "期限", "date", width=4, beside=True, need="submit"),
)

VISIT = Form(
    "visit",
    1,
    "探访记录表",
    "TF",
    (
        Section(
            "basic",
            "基本信息",
            (
                Field("client_id", "服务对象", "ref", refers="client", need="save", width=4),
                Field("service_date", "服务日期", "date", need="save", width=4, beside=True),
                Field("start_at", "开始", "time", need="submit", width=2, beside=True),
                Field("end_at", "结束", "time", need="submit", width=2, beside=True),
                Field("mode", "探访方式", "code", vocabulary=MODE, need="save", width=6),
                Field("outcome", "探访结果", "code", vocabulary=OUTCOME, need="save", width=6, beside=True),
            ),
        ),
        Section("findings", "情况", _findings(), "没有问到的选“未了解”，不要默认选“正常”"),
        Section("risk", "风险信号", (Field("risk", "风险信号", "codes", vocabulary=RISK, need="submit"),)),
        Section(
            "summary",
            "小结与服务",
            (
                Field("summary", "小结", "memo", size=500, at_least=20, need="submit"),
                Field("service", "提供的服务", "codes", vocabulary=SERVICE),
            ),
        ),
        Section(
            "next",
            "跟进与下次",
            (
                Field("follow_ups", "跟进事项", "rows", columns=FOLLOW_UP),
                Field("next_date", "下次探访日期", "date", need="submit", width=4),
                Field("next_mode", "方式", "code", vocabulary=RELATION, width=3, beside=True),
                Field("next_note", "提醒", "text", width=5, beside=True),
            ),
            "会自动出现在首页待办里",
        ),
        Section(
            "sign",
            "签字与照片",
            (
                Field("photos", "照片", "files"),
                Field("client_sign", "服务对象签名", "signature", vocabulary=SIGNED),
            ),
        ),
    ),
    checks=("service_date_is_past",),
)

EVERYTHING = Form(
    "everything",
    1,
    "样张",
    "YZ",
    (
        Section(
            "all",
            "所有题型",
            (
                Field("a_text", "文字", "text", width=6, help="写一句"),
                Field("a_phone", "电话", "text", width=6, beside=True),
                Field("a_memo", "长文字", "memo", size=200),
                Field("a_date", "日期", "date", width=4),
                Field("a_time", "时间", "time", width=4, beside=True),
                Field("a_moment", "时刻", "datetime", width=4, beside=True),
                Field("an_int", "人数", "int", unit="人", width=4, low=0, high=99),
                Field("a_dec1", "时长", "dec1", unit="小时", width=4, beside=True),
                Field("a_dec2", "金额", "dec2", unit="元", width=4, beside=True),
                Field("a_code", "方式", "code", vocabulary=MODE),
                Field("a_long_code", "关系", "code", vocabulary=RELATION, width=4),
                Field("some_codes", "风险", "codes", vocabulary=RISK),
                Field("a_bool", "用药提醒", "bool"),
                Field("a_ref", "服务对象", "ref", refers="client", width=6),
                Field("some_refs", "同行的人", "refs", refers="worker"),
                Field("a_file", "扫描件", "file"),
                Field("some_files", "照片", "files"),
                Field("some_rows", "跟进", "rows", columns=FOLLOW_UP),
                Field("a_signature", "签名", "signature", vocabulary=SIGNED),
                Field("finding_0", "健康状况", "code", vocabulary=FINDING),
            ),
        ),
    ),
)

PEOPLE = (
    RefHit("c1", "王秀兰", "前李村"),
    RefHit("c2", "王小雪", "后李村"),
    RefHit("c3", "吴学敏", "杜营"),
)
INITIALS = {"王秀兰": "wxl", "王小雪": "wxx", "吴学敏": "wxm", "配偶": "po", "儿子": "ez", "女儿": "ne", "邻居": "ll"}


def find(kind: str, typed: str) -> list[RefHit]:
    return [one for one in PEOPLE if not typed or typed in one.text or INITIALS[one.text].startswith(typed.lower())]


def name_of(kind: str, id_: str) -> RefHit | None:
    return next((one for one in PEOPLE if one.id == id_), None)


def context(**more: object) -> Context:
    return Context(TODAY, find, name_of, pinyin=lambda text: INITIALS.get(text, ""), **more)  # type: ignore[arg-type]


class OnThatDay(NoFacts):
    today = TODAY


FACTS = OnThatDay()


def visit_draft() -> Draft:
    return Draft(VISIT, facts=FACTS)


def filled_visit() -> Draft:
    draft = visit_draft()
    for name, value in (
        ("client_id", "c1"),
        ("service_date", "2023-06-16"),
        ("start_at", "10:05"),
        ("end_at", "10:50"),
        ("mode", 1),
        ("outcome", 1),
        ("finding_0", 4),
        ("finding_0_note", "血压 158/92，两天没吃降压药"),
        ("finding_1", 3),
        ("finding_1_note", "想儿子，夜里睡不好"),
        ("finding_2", 1),
        ("finding_3", 2),
        ("finding_4", 1),
        ("finding_5", 1),
        ("finding_6", 0),
        ("risk", [3]),
        ("summary", "上午10点到家，老人独自在院里晒太阳。血压158/92，药盒里周二、周三的药没动。"),
        ("service", [1, 3, 5]),
        ("follow_ups", [{"what": "送七日分药盒", "who": "张敏", "due": "2023-06-14"}]),
        ("next_date", "2023-06-21"),
        ("photos", [{"hash": "a", "size": 319488, "type": "image/jpeg", "name": "药盒照片.jpg"}]),
    ):
        draft.answer(name, value)  # type: ignore[arg-type]
    return draft

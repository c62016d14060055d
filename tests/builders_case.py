"""The papers of a 个案 for tests: 王玉兰, taken in on 9 January 2023; each test states only what matters."""

from __future__ import annotations

from typing import Any

from sheqi_desktop.domain.document import Document

CASE_ID = "case1"
NUMBER = "411327101-GA-2023-A0001"
OBJECTIVE = "00000000-0000-4000-8000-000000000001"
PROCESS = (
    "先请她看上周的睡眠记录，七天里有三天睡满五小时。她说“原来也不是天天都坏”。"
    "一起找出这三天白天做了什么：去村口散步、和邻居择菜。约定本周至少三天下午去村口散步，由邻居王婶来喊，社工周四打电话问。"
)


def _with(kind: str, base: dict[str, Any], said: dict[str, Any]) -> dict[str, Any]:
    from tests.builders import coded

    return {name: value for name, value in coded(kind, {**base, **said}).items() if value is not None}


def a_case(**said: Any) -> dict[str, Any]:
    """Give a complete intake, not yet decided."""
    base: dict[str, Any] = {
        "unit_kind": "person", "client_id": "c1", "title": "丧偶老人的睡眠与情绪支持", "source_of_case": "found",
        "first_contact_on": "2023-01-06", "first_contact_mode": "home", "intake_on": "2023-01-09",
        "problem_types": ["mood"], "urgency": "normal", "willingness": "accepting",
        "presenting_problem": "“我一到晚上就想起孩子他爸，睡不着，饭也不想做，一个人坐到半夜。”",
        "initial_judgement": "丧偶后情绪低落，睡眠和饮食受影响。", "worker_id": "w1",
    }  # fmt: skip
    return _with("case", base, said)


def a_case_consent(**said: Any) -> dict[str, Any]:
    """Give a complete consent that agrees to all but the public use of photos."""
    base: dict[str, Any] = {
        "parent_id": CASE_ID, "client_id": "c1", "signer_kind": "client", "signed_on": "2023-01-10",
        "told_items": ["content", "voluntary", "secrecy", "data_use", "complaint_phone"],
        "scopes": ["service", "personal_data", "sensitive_data", "photo", "sharing", "supervision"],
        "refused_scopes": ["photo_use"], "valid_until": "2025-01-10",
        "scan": {"hash": "a" * 64, "size": 1000, "type": "image/jpeg", "name": "同意书.jpg"},
    }  # fmt: skip
    return _with("case_consent", base, said)


def a_case_assessment(**said: Any) -> dict[str, Any]:
    """Give a complete assessment of middling risk."""
    base: dict[str, Any] = {
        "parent_id": CASE_ID, "client_id": "c1", "assessed_on": "2023-01-16", "info_sources": ["interview", "family"],
        "sys_person": "81岁，高血压按时服药，走路稳；丧偶两年，夜里常醒，白天打盹，饭量比去年少一半。"
        "听力尚好，记事清楚，愿意跟人说话，能自己做饭洗衣。",
        "sys_family": "独居，儿子在东莞打工，每周打一次电话，春节回来；女儿嫁在邻村，能帮忙送菜。",
        "sys_social": "邻居王婶常来往，村医每月量血压，村里有老年活动室但她很少去，享受低保和高龄津贴。",
        "strengths": "手脚勤快，与邻居关系好。", "risk_items": ["none"], "risk_level": "medium",
        "needs_ranked": [{"problem": "夜里睡不好", "cause": "丧偶后独处", "need": "有人陪伴、白天有活动"}],
        "model": "cognitive",
    }  # fmt: skip
    return _with("case_assessment", base, said)


def a_case_plan(**said: Any) -> dict[str, Any]:
    """Give a complete first plan with one objective."""
    base: dict[str, Any] = {
        "parent_id": CASE_ID, "client_id": "c1", "planned_on": "2023-01-20",
        "goal": "两个月内夜里能睡五小时以上，三餐按时吃。",
        "objectives": [{
            "objective": "每周入睡困难由6晚减到2晚以内", "measure": "睡眠记录表", "baseline": "6晚", "target": "2晚",
            "deadline": "2023-03-20",
        }],
        "steps": [{"content": "一起填睡眠记录表", "method": "面谈", "when": "每周一次", "who": "社工"}],
        "planned_contacts": 8, "start_on": "2023-01-20", "end_on": "2023-03-20",
        "client_opinion": "“能睡个囫囵觉就好，我愿意试试。”",
    }  # fmt: skip
    return _with("case_plan", base, said)


def a_process_note(**said: Any) -> dict[str, Any]:
    """Give a complete note of a talk at home."""
    base: dict[str, Any] = {
        "parent_id": CASE_ID, "client_id": "c1", "service_date": "2023-02-02", "start_at": "09:30", "end_at": "10:20",
        "mode": "home", "place": "堂屋", "participants": ["client"], "client_present": True,
        "objective_refs": [OBJECTIVE], "session_goal": "一起看睡眠记录，找出睡得好的那几天做了什么。",
        "process": PROCESS, "observation": "说到能睡整觉的那天笑了一下，声音比上次大。",
        "progress": [{"objective_ref": OBJECTIVE, "level": "partly", "value": "4晚"}],
        "reflection": "我问得太快，下次多等一等。", "risk_change": "none",
        "next_step": "看散步的记录", "next_on": "2023-02-09",
    }  # fmt: skip
    return _with("process_note", base, said)


def _judged(day: str) -> dict[str, Any]:
    return {
        "parent_id": CASE_ID, "client_id": "c1", "period_from": "2023-01-09", "period_to": day, "contacts_done": 6,
        "minutes_done": 300, "effective": "睡眠记录让她看见变化，邻居来喊让散步坚持下来。",
        "results": [{"objective": "每周入睡困难由6晚减到2晚以内", "baseline": "6晚", "current": "2晚", "target": "2晚",
                     "attainment": "reached"}],
        "goal_attainment": "100.0", "client_self_rating_before": 3, "client_self_rating_after": 7,
        "client_satisfaction": "good",
    }  # fmt: skip


def a_case_review(**said: Any) -> dict[str, Any]:
    """Give a complete review."""
    return _with("case_review", {**_judged("2023-02-20"), "reviewed_on": "2023-02-20", "next_plan": "go_on"}, said)


def a_case_evaluation(**said: Any) -> dict[str, Any]:
    """Give a complete final evaluation."""
    own = {
        "evaluated_on": "2023-03-06",
        "next_plan": "close",
        "change_summary": "睡眠由每周六晚不好变成两晚。",
        "maintain_plan": "邻居每天来喊散步，女儿每周来一次。",
    }
    return _with("case_evaluation", {**_judged("2023-03-06"), **own}, said)


def a_case_closure(**said: Any) -> dict[str, Any]:
    """Give a complete closure: the goals are reached."""
    base: dict[str, Any] = {
        "parent_id": CASE_ID, "client_id": "c1", "closed_on": "2023-03-07", "close_reason": "goals_reached",
        "summary": "两个月里面谈六次、电话两次。开始时每周六晚睡不好，不想做饭；"
        "一起填睡眠记录，找出白天活动多的日子睡得好，"
        "请邻居每天来喊她散步，女儿每周来一次。到三月初每周只有两晚睡不好，三餐按时，愿意去活动室，也常去女儿家帮忙看孩子。",
        "ending_work": "一起回看了第一张和最后一张睡眠记录。", "after_plan": "睡不好时先记下来，连着三晚打社工电话。",
        "client_opinion": "“现在心里亮堂多了。”",
        "client_sign": {"state": "signed", "reason": "", "file": None},
        "follow_up_dates": [{"on": "2023-04-06"}, {"on": "2023-06-05"}],
    }  # fmt: skip
    return _with("case_closure", base, said)


def a_case_follow_up(**said: Any) -> dict[str, Any]:
    """Give a complete return visit that found things well."""
    base: dict[str, Any] = {
        "parent_id": CASE_ID, "client_id": "c1", "service_date": "2023-03-10", "mode": "phone", "reached": True,
        "situation": "接电话声音清楚，说这周睡得好。", "goal_kept": "kept", "satisfaction": "good",
        "wants_reopening": False,
    }  # fmt: skip
    return _with("case_follow_up", base, said)


CASES = {
    "case": a_case, "case_consent": a_case_consent, "case_assessment": a_case_assessment, "case_plan": a_case_plan,
    "process_note": a_process_note, "case_review": a_case_review, "case_evaluation": a_case_evaluation,
    "case_closure": a_case_closure, "case_follow_up": a_case_follow_up,
}  # fmt: skip
_DATING = {
    "case": "intake_on", "case_consent": "signed_on", "case_assessment": "assessed_on", "case_plan": "planned_on",
    "process_note": "service_date", "case_review": "reviewed_on", "case_evaluation": "evaluated_on",
    "case_closure": "closed_on", "case_follow_up": "service_date",
}  # fmt: skip
_SUFFIX = {
    "case_consent": "TY", "case_assessment": "YG", "case_plan": "JH1", "process_note": "GC", "case_review": "JD",
    "case_evaluation": "PG", "case_closure": "JE", "case_follow_up": "HF",
}  # fmt: skip
UNSIGNED = frozenset({"case_consent", "process_note", "case_follow_up"})


def paper(kind: str, status: str = "", name: str = "", **said: Any) -> Document:
    """Give a paper of the case as a stored document: signed where a form is signed, else handed in."""
    status = status or ("submitted" if kind in UNSIGNED else "signed")
    entered = said.pop("entered_at", "")
    signed_at = said.pop("signed_at", "")
    voided, station, adjust = said.pop("voided", False), said.pop("station", "411327101"), said.pop("adjust", "")
    moves = said.pop("moves", None)
    answers = CASES[kind](**said)
    if moves:
        answers["moves"] = moves
    on = str(answers[_DATING[kind]])
    number = NUMBER if kind == "case" else f"{NUMBER}-{_SUFFIX[kind]}{on if kind == 'process_note' else ''}"
    confirmed = status in ("submitted", "signed")
    return Document(
        id=name or (CASE_ID if kind == "case" else f"{kind}{on}"),
        kind=kind,
        station=station,
        number=number,
        parent="" if kind == "case" else str(answers["parent_id"]),
        client="c1",
        status=status,
        service_date=on,
        worker="w1",
        author="w1",
        entered_at=entered or f"{on}T17:40:00+08:00",
        answers=answers,
        confirmed=answers if confirmed else None,
        first_confirmed_at=f"{on}T17:40:00+08:00" if confirmed else None,
        first_signed_at=(signed_at or f"{on}T18:00:00+08:00") if status == "signed" else None,
        adjust=adjust,
        voided=voided,
    )


def accepted(**said: Any) -> Document:
    """Give the signed intake of a case that was taken."""
    return paper("case", **({"decision": "accept", "decision_reason": "愿意接受服务，问题在本站能力之内。"} | said))


def notes(count: int, **said: Any) -> list[Document]:
    """Give so many process notes, one a day from 1 February 2023."""
    return [paper("process_note", service_date=f"2023-02-{place:02d}", **said) for place in range(1, count + 1)]


def at_work(count: int = 0) -> list[Document]:
    """Give a case with consent, assessment and plan signed, and so many notes."""
    return [accepted(), paper("case_consent"), paper("case_assessment"), paper("case_plan"), *notes(count)]


def ended(count: int = 5, **said: Any) -> list[Document]:
    """Give a case that is evaluated and closed."""
    return [*at_work(count), paper("case_evaluation"), paper("case_closure", **said)]


def step(move: str, at: str, **told: Any) -> dict[str, Any]:
    """Give a step with the whole file as its row stores it."""
    return {"id": f"m-{move}-{at}", "move": move, "on": at[:10], "by": "w1", "at": f"{at}+08:00", **told}

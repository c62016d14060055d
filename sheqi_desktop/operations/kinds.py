"""What people call each kind of record, and the picture that stands for it; the one table lists and pages share."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class KindWords:
    """The full and the short name of a kind, what its list is called, its icon and the tone of its mark."""

    words: str
    short: str
    list_words: str
    icon: str
    tone: str = "tint"


KINDS: dict[str, KindWords] = {
    "client": KindWords("服务对象档案", "档案", "服务对象", "user"),
    "household": KindWords("家庭情况", "家庭", "家庭", "house"),
    "visit": KindWords("探访记录", "探访", "探访记录", "footprints"),
    "case": KindWords("个案", "个案", "个案", "folder-open", "note"),
    "case_consent": KindWords("知情同意书", "同意书", "知情同意书", "pen-line", "note"),
    "case_assessment": KindWords("个案预估", "预估", "个案预估", "clipboard-list", "note"),
    "case_plan": KindWords("服务计划", "计划", "服务计划", "square-check", "note"),
    "process_note": KindWords("过程记录", "过程", "过程记录", "message-square-text", "note"),
    "case_review": KindWords("阶段评估", "评估", "阶段评估", "clipboard-check", "note"),
    "case_evaluation": KindWords("结案评估", "评估", "结案评估", "clipboard-check", "note"),
    "case_closure": KindWords("结案表", "结案", "结案表", "badge-check", "note"),
    "case_follow_up": KindWords("结案回访", "回访", "结案回访", "phone", "note"),
    "group": KindWords("小组", "小组", "小组", "hand-heart"),
    "group_roster": KindWords("组员名单", "名单", "组员名单", "users"),
    "group_session": KindWords("小组活动记录", "一节", "小组活动", "hand-heart"),
    "group_summary": KindWords("小组总结", "总结", "小组总结", "clipboard-check"),
    "activity": KindWords("社区活动", "活动", "社区活动", "tent"),
    "media_report": KindWords("媒体报道", "报道", "媒体报道", "newspaper"),
    "volunteer": KindWords("志愿者登记", "志愿者", "志愿者", "clock"),
    "volunteer_team": KindWords("志愿服务队", "队伍", "志愿服务队", "users"),
    "volunteer_project": KindWords("志愿服务项目", "项目", "志愿服务项目", "square-check"),
    "volunteer_hour": KindWords("志愿服务记录", "时长", "志愿服务记录", "clock"),
    "hour_correction": KindWords("时长更正申请", "更正", "时长更正申请", "pencil"),
    "volunteer_hours": KindWords("时长登记（没存的行）", "时长", "志愿者", "clock"),
    "service_certificate": KindWords("志愿服务记录证明", "证明", "服务证明", "pen-line"),
    "referral": KindWords("转介", "转介", "转介", "external-link", "info"),
    "resource": KindWords("资源", "资源", "资源库", "package-open"),
    "resource_link": KindWords("资源链接", "资源链接", "资源链接", "package"),
    "crisis": KindWords("危机事件", "危机", "危机事件", "siren", "bad"),
    "complaint": KindWords("投诉", "投诉", "投诉", "circle-alert"),
    "survey": KindWords("满意度调查", "满意度", "满意度", "heart"),
    "annotation": KindWords("督导批注", "批注", "督导批注", "message-square-text", "note"),
    "annotation_reply": KindWords("批注往来", "往来", "批注往来", "message-square-text", "note"),
    "verdict": KindWords("文书结论", "结论", "文书结论", "badge-check", "note"),
    "supervision_plan": KindWords("督导计划", "计划", "督导计划", "square-check", "note"),
    "supervision_session": KindWords("督导记录", "督导", "督导记录", "users", "note"),
    "wellbeing_note": KindWords("情绪与压力", "情绪", "情绪与压力", "heart", "note"),
    "quality_score": KindWords("文书质量评分", "评分", "文书质量评分", "clipboard-check", "note"),
    "ce_credit": KindWords("继续教育学时", "学时", "继续教育学时", "graduation-cap", "note"),
    "handover": KindWords("工作移交", "移交", "工作移交", "arrow-right"),
    "incident": KindWords("信息安全事件", "事件", "信息安全事件", "shield-alert", "bad"),
    "survey_draw": KindWords("抽样名单", "名单", "抽样名单", "users"),
}
TASKS: dict[str, KindWords] = {
    "hours_verify": KindWords("审核服务时长", "审核", "志愿者", "badge-check"),
    "hour_overlaps": KindWords("时段重叠", "重叠", "志愿者", "clock-alert", "warn"),
    "typed_twice": KindWords("疑似重复建档", "核对", "疑似同一人", "users", "warn"),
    "asked_back": KindWords("退回核实", "核实", "冲突处理", "git-compare", "warn"),
}
"""What a task of the home page is about where no single record is."""
UNKNOWN = KindWords("记录", "记录", "记录", "file-text", "mute")


def words_of(kind: str) -> KindWords:
    """Give what is known of a kind; something plain for one a newer program made."""
    return KINDS.get(kind) or TASKS.get(kind, UNKNOWN)

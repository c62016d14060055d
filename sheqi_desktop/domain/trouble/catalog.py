"""A form, vocabulary, contract or place file is wrong; the file and the line are named."""

from __future__ import annotations

from sheqi_desktop.domain.trouble.trunk import Trouble


class CatalogTrouble(Trouble):
    """A file of forms, vocabularies, places or contracts is wrong; the place is named."""

    code = "E-CAT-01"
    happened = "{file} 第{line}行：{why}"
    remedy = "。请改好这一行再启动。"


class ContractTrouble(CatalogTrouble):
    """A contract file the counting cannot trust; the subclasses carry E-CON-01 to 07."""

    code = "E-CON-00"


class MeasureRepeated(ContractTrouble):
    """Two measures or indicators have one code."""

    code = "E-CON-01"
    happened = "{file} 第{line}行：指标代码重复"


class PeriodWrong(ContractTrouble):
    """Start, end, extensions and cut-off do not follow each other."""

    code = "E-CON-02"
    happened = "{file} 第{line}行：服务期起止不正确"


class RuleUnknown(ContractTrouble):
    """A counting rule that nobody defined."""

    code = "E-CON-03"
    happened = "{file} 第{line}行：未知的计数规则“{rule}”"


class SourceUnknown(ContractTrouble):
    """A source of rows that no form publishes."""

    code = "E-CON-04"
    happened = "{file} 第{line}行：未知的数据来源“{source}”"


class BudgetUnbalanced(ContractTrouble):
    """The budget lines do not add up to the contract's amount."""

    code = "E-CON-05"
    happened = "{file} 第{line}行：预算科目合计{lines}元与合同金额{amount}元不一致"


class StationNotListed(ContractTrouble):
    """A station that the list of places does not have."""

    code = "E-CON-06"
    happened = "{file} 第{line}行：站点代码不在组织名录中"


class TargetMissing(ContractTrouble):
    """A measure of the contract without the number it must reach."""

    code = "E-CON-07"
    happened = "{file} 第{line}行：合同指标缺少目标值"


class SourceIncomplete(Trouble):
    """A source lacks a column the counting reads; a silent zero would be worse than stopping."""

    code = "E-CON-08"
    happened = "数据来源“{view}”缺少列：{columns}，不能统计。"
    remedy = "请重新安装本软件，或联系县中心。"

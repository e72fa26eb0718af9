"""Family W: words put into the clean texts, texts left out, titles."""

from __future__ import annotations

from reportwizard.checks.profile import Profile
from reportwizard.editions.loading import load_edition
from reportwizard.report.numbers import Figure
from support.samples.edit import Edit

_PERIOD = "统计期限为2025年1月1日至2025年12月31日。"
_MANAGED = "（三）政府信息管理。对历年文件逐件核对时效，"
_PLATFORM = "政府网站按统一目录改版，"
_TRAINED = "全年培训两次，"
_ASSESSED = "开展社会评议一次，"
_QUOTED = "《中华人民共和国政府信息公开条例》"
_FIRST = "2025年，全市各级行政机关认真执行"
_TITLE = "杭州市人民政府2025年政府信息公开工作年度报告"
_PROBLEMS = "今年的主要问题：一是"
_SECOND = "；二是编写答复文书样例"
_FLOW = "全年新收政府信息公开申请14069件，上年结转560件，办结13810件，结转下年度819件，结转的申请均在法定期限之内。"


def _without_applications(sentence: str) -> Edit:
    cells = load_edition("2021").cells.items()
    figures: dict[str, Figure | None] = {
        path: 0 for path, cell in cells if path.startswith("applications.") and not cell.computed
    }
    return Edit(figures, replaced={"overview": (_FLOW, sentence)})


def _overview(old: str, new: str) -> Edit:
    return Edit(replaced={"overview": (old, new)})


def _problems(old: str, new: str) -> Edit:
    return Edit(replaced={"problems": (old, new)})


SAMPLES: dict[str, tuple[Edit, Edit]] = {
    "W01": (Edit(head={"title": _TITLE.replace("2025", "2024")}), Edit(head={"title": _TITLE})),
    "W02": (
        _overview(_PERIOD, "统计期限为2024年1月1日至2024年12月31日。"),
        _overview(_PERIOD, "所列数据的统计期限自2025年1月1日起，至12月31日止。"),
    ),
    "W03": (
        _overview(_FIRST, "2024年，全市各级行政机关认真执行"),
        _overview(_PLATFORM, "政府网站2024年底改版，访问量比2024年多一成，"),
    ),
    "W04": (
        _overview(_PERIOD, f"按国办公开办函〔2019〕60号编制，{_PERIOD}"),
        _overview(_PERIOD, f"按国办公开办函〔2021〕30号编制，{_PERIOD}"),
    ),
    "W05": (_overview(_PLATFORM, "XX网站按统一目录改版，"), _overview(_PLATFORM, "政府网站全天24×7运行，")),
    "W06": (_overview(_PLATFORM, "政府网站于20255月6日改版，"), _overview(_PLATFORM, "政府网站于2025年5月6日改版，")),
    "W07": (
        _overview(_MANAGED + "废止", "（三）文件清理。废止"),
        _overview(_MANAGED, "（三）政府信息的管理方面。在政府信息管理上，"),
    ),
    "W08": (
        _overview(_ASSESSED + "没有发生责任追究的情形", "没有发生问责的情形"),
        _overview(_ASSESSED + "没有发生责任追究的情形", "请第三方测评一次，没有发生问责的情形"),
    ),
    "W09": (Edit(texts={"problems": "无。"}), _problems("今年的主要问题", "不足之处")),
    "W10": (
        Edit(texts={"other_matters": ""}),
        Edit(texts={"other_matters": "没有收取信息处理费，无其他需要报告的事项"}),
    ),
    "W11": (Edit(profile=Profile(limits={"overview": 100})), Edit(profile=Profile(limits={"overview": 1000}))),
    "W12": (_overview(_FIRST, "2025年，温州市认真执行"), _overview(_FIRST, "2025年，西湖区认真执行")),
    "W13": (_overview(_QUOTED, "《中华人民共和国政府信息公开条例"), _problems(_SECOND, "；（二）编写答复文书样例")),
    "W14": (
        _overview(_PERIOD, f"本报告由五部分组成。{_PERIOD}"),
        _overview(_PERIOD, f"本报告由六部分组成。{_PERIOD}"),
    ),
    "W15": (
        _without_applications("网上和窗口的申请渠道全年畅通，接待咨询20次。"),
        _without_applications("网上和窗口的申请渠道全年畅通，未收到申请。"),
    ),
}

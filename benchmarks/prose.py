"""Ten thousand characters as a long report has them: sentences of our own that tell of the figures and of other counts.

Not a report anybody wrote. The numbers of other counts run on, so that no two paragraphs are the same.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain, count, cycle

FIGURES = {
    "applications": "全年新收政府信息公开申请14069件，上年结转560件，办结13810件，结转下年度819件。\n",
    "proactive": "全年制发规章3件、行政规范性文件564件，废止规章5件、行政规范性文件984件。\n",
    "challenges": "因政府信息公开被申请行政复议790件，其中维持376件、纠正97件、其他结果196件、尚未审结121件。\n",
}
"""What retells the figures of the sample report, before the other counts."""

PARAGRAPHS = (
    "围绕群众关心的就业、教育、医疗和住房等事项发布政策文件类信息{}条、办理结果类信息{}条、其他信息{}条，图解、问答和短视频等形式的解读{}篇，网站专题访问量{}万人次，较上年更加均衡。",
    "严格落实发布前审核制度，明确拟稿、审核、发布三个环节的责任，全年抽查稿件{}篇（次），退回修改{}篇，清理失效链接{}个，更正错别字{}处，没有发生泄露秘密和个人隐私的情况。",
    "办理人大代表建议{}件、政协提案{}件，答复网上留言{}条，接听咨询电话{}个，平均办理时间比规定时限缩短{}天；对涉及面广、专业性强的问题，邀请业务处室和法律顾问共同研究，把话说清楚、把依据写明白。",
    "举办业务培训{}期，培训{}人次，新任人员参加{}人次；组织“政府开放日”活动{}场，邀请代表委员、企业职工和学生{}余人走进政务服务大厅，收集意见建议{}条，采纳{}条。",
    "依照《中华人民共和国政府信息公开条例》第十九条、第二十条的规定，对照目录逐项检查，{}个单位中有{}个单位栏目齐全；对更新不及时的{}个栏目下发提示函，限期在{}个工作日内整改到位。",
    "推进平台集约化建设，政务新媒体账号由{}个增加到{}个，全部纳入统一监管；政府公报全年编发{}期，赠阅{}册，在图书馆、档案馆和街道社区设立查阅点{}个，方便老年人就近查阅。",
    "健全工作机制，召开联席会议{}次，印发通报{}期，把信息公开列入年度考核，分值占{}分；委托第三方开展评估，涉及{}个单位、{}项指标，评估结果向社会公布，对排名靠后的单位进行了约谈。",
    "申请人多为自然人，申请的内容集中在征地拆迁、规划建设和社会保障等方面；补正告知{}件次，征求第三方意见{}件次，提供复印件{}份，安排现场查阅{}次，没有收取检索、复制、邮寄等费用。",
)
PLAIN = (
    "坚持以公开为常态、不公开为例外，把公开要求贯穿决策、执行、管理、服务和结果的全过程，对依法应当公开的做到及时、准确、便于查找；"
    "对不宜公开的说明理由，既保障公众的知情权、参与权和监督权，又防止因公开不当损害国家利益、公共利益和他人的合法权益。",
    "加强组织领导，主要负责同志定期听取汇报，分管负责同志具体推动，办公室牵头协调，各业务处室各负其责，"
    "形成了主要领导亲自抓、分管领导具体抓、专人负责落实的工作格局，遇有疑难问题及时会商，重要事项提交会议集体研究。",
    "优化办事流程，完善申请的接收、登记、审核、办理、答复和归档制度，做到来件有登记、办理有时限、答复有依据、结果有反馈；"
    "在答复之前与申请人充分沟通，了解其真实需要，能够通过便民渠道直接提供的，尽量直接提供，减少群众来回奔波。",
    "注重政策解读的实效，坚持文件与解读同步组织、同步审签、同步发布，用群众听得懂的话讲清楚为什么出台、有哪些变化、怎样享受、找谁办理，"
    "并根据热线、留言和窗口反映的疑问滚动补充，避免照搬文件、以段落标题代替解读。",
)
"""As much again in which nothing is counted."""
SECTIONS = {"overview": 3000, "proactive": 2500, "applications": 2500, "challenges": 1000, "problems": 1000}
"""The characters of each text."""


def prose(start: int = 11) -> dict[str, str]:
    """The texts by their ids, 10,000 characters together; another `start` gives other numbers."""
    numbers, paragraphs = count(start, 7), cycle(chain.from_iterable(zip(PARAGRAPHS, cycle(PLAIN))))
    return {name: _text(FIGURES.get(name, ""), length, numbers, paragraphs) for name, length in SECTIONS.items()}


def _text(text: str, length: int, numbers: Iterator[int], paragraphs: Iterator[str]) -> str:
    while len(text) < length:
        paragraph = next(paragraphs)
        text += paragraph.format(*(next(numbers) for _ in range(paragraph.count("{}")))) + "\n"
    return text.rstrip()

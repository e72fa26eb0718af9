"""Family N: sentences put into the clean overview, and sections that say too little."""

from __future__ import annotations

from support.samples.edit import Edit

_FLOW = "全年新收政府信息公开申请14069件，上年结转560件"
_DONE = "办结13810件"
_END = "结转的申请均在法定期限之内。"


def _flow(words: str) -> Edit:
    return Edit(replaced={"overview": (_FLOW, words)})


def _done(words: str) -> Edit:
    return Edit(replaced={"overview": (_DONE, words)})


def _also(sentence: str) -> Edit:
    return Edit(replaced={"overview": (_END, _END + sentence)})


SAMPLES: dict[str, tuple[Edit, Edit]] = {
    "N01": (
        _flow("全年新收政府信息公开申请14096件，上年结转560件"),
        _flow("全年共收到政府信息公开申请14629件（含上年结转560件）"),
    ),
    "N02": (_done("办结13801件"), _done("办结1.38万余件")),
    "N03": (_done("办结13810件，其中予以公开5584件"), _done("办结13810件，其中予以公开5548件")),
    "N04": (
        _also("上年新收政府信息公开申请5120件，上年结转300件，办结4850件，结转下年度560件。"),
        _also("上年新收政府信息公开申请5120件，上年结转300件，办结4860件，结转下年度560件。"),
    ),
    "N05": (
        _flow("全年新收政府信息公开申请14069件，其中自然人申请13621件，上年结转560件"),
        _flow("全年新收政府信息公开申请14069件，其中自然人申请13612件，上年结转560件"),
    ),
    "N06": (
        _flow("全年新收政府信息公开申请14069件，其中当面提交5000件、网络申请9096件，上年结转560件"),
        _flow("全年新收政府信息公开申请14069件，其中当面提交5000件、网络申请9000件，上年结转560件"),
    ),
    "N07": (
        _flow("全年新收政府信息公开申请14069件，其中自然人申请13612件，占96.57%，上年结转560件"),
        _flow("全年新收政府信息公开申请14069件，其中自然人申请13612件，占96.75%，上年结转560件"),
    ),
    "N08": (_also("政府信息公开申请答复率100%。"), _also("政府信息公开申请按期答复率100%。")),
    "N09": (
        _also("因政府信息公开被申请行政复议709件，被提起行政诉讼212件。"),
        _also("因政府信息公开被申请行政复议790件，被提起行政诉讼212件。"),
    ),
    "N10": (
        Edit(replaced={"overview": ("行政规范性文件564件", "行政规范性文件546件")}),
        Edit(replaced={"overview": ("行政规范性文件564件", "行政规范性文件564件，公开行政规范性文件35件")}),
    ),
    "N11": (_done("办结件"), _done("办结13,810件")),
    "N12": (
        _also("全年主动公开政府信息173769万条，其中门户网站170000条，微信公众号3769条。"),
        _also("全年主动公开政府信息17.4万条，其中门户网站170000条，微信公众号3769条。"),
    ),
    "N13": (
        Edit(texts={"other_matters": "没有其他需要报告的事项。"}),
        Edit(texts={"other_matters": "本年度发出收费通知203件，没有收取信息处理费。"}),
    ),
}

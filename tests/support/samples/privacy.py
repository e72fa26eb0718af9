"""Family P: words put into the clean texts. The identity number is an invented one with the right check digit."""

from __future__ import annotations

from support.samples.edit import Edit

_PROMPT = "每季度抽查一次。"
_MARKED = "没有其他需要报告的事项。"


def _problems(words: str) -> Edit:
    return Edit(replaced={"problems": (_PROMPT, _PROMPT + words)})


SAMPLES: dict[str, tuple[Edit, Edit]] = {
    "P01": (
        _problems("申请人的身份证号码110101199003070011已核对。"),
        _problems("受理编号110101199003070012已核对。"),
    ),
    "P02": (_problems("联系人手机13800138000。"), _problems("咨询电话0571-85250000，邮箱zwgk@example.gov.cn。")),
    "P03": (
        Edit(replaced={"other_matters": (_MARKED, f"机密★。{_MARKED}")}),
        Edit(replaced={"other_matters": (_MARKED, f"公开前经过保密审查，没有涉及机密的内容。{_MARKED}")}),
    ),
}

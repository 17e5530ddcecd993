"""Words that stand around an article: what follows it, what leads to it, buttons, days of headers.

Patterns only, each for the beginning or the whole of one line.
"""

import re

AFTER = re.compile(
    r"[\s【\[（(<«·|]{0,3}(?:"
    "[上下前后]一[篇条页则]|相关(?:新闻|文章|链接|阅读|推荐|附件|信息|内容)"
    "|(?:推荐|延伸|猜你)(?:阅读|喜欢|文章|新闻)|热门(?:推荐|文章|新闻)|热点(?:推荐|新闻)|编辑推荐|大家都在看"
    r"|分享[到至：:]|分享$|(?:收藏|打印|关闭)(?:[本此该]页|窗口|文章|$|[】\]|])|返回(?:顶部|列表|首页|上一)|阅读原文|附件[：:]?$"
    "|版权所有|主办单位|承办单位|友情链接|技术支持|网站标识码|网站地图|联系我们|设为首页|邮编|Copyright|©|ICP备"
    "|您需要登录|我要评论|发表(?:回复|评论)|网友评论|最新评论|评论[(（]|(?:平台|免责|版权)声明"
    "|扫一扫|微信扫|长按|点赞)"
)
"""Begins a line that follows an article; what comes after it is no part of the article."""

BEFORE = re.compile(
    r"[\s【\[]{0,3}(?:当前位置|[您你]?的?(?:当前|现在|所在)?的?位置|首页|网站首页|分享|字体|字号|打印)"
)
"""Begins a line that leads to an article, or a tool for it."""

BUTTON = re.compile(
    "(?:关注|举报|反馈|顶一下|踩一下|点?赞|收藏|评论|转发|打印|关闭|分享|回复"
    r"|[(（]?\d{1,6}(?!\d)[)）]?|[/| ]){1,6}"
)
"""Is a line of nothing but buttons and counters."""

FOLLOW_LINK = re.compile("(?:返回.{0,9}|查看更多|点击查看.{0,4}|阅读原文|更多>{0,2}|关闭)$")
"""Ends a line with a link that belongs to the site and not to the sentence."""

DATED = re.compile(
    "(?:发表于|发布于|更新于|编辑时间)"
    "|(?:19|20)[0-9]{2}[-/年.][0-9]{1,2}[-/月.][0-9]{1,2}[^，。]{0,60}$"
)
"""Begins a line that says when a page appeared."""

__all__ = ["AFTER", "BEFORE", "BUTTON", "DATED", "FOLLOW_LINK"]

"""Names of elements, ids and classes: which break lines, which show nothing, which hold articles.

Tables only; nothing here looks at a page.
"""

_BLOCKS = """
    address article blockquote body br caption center col colgroup dd details dir div dl dt fieldset
    figcaption figure form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li listing main menu ol p
    pre section summary table tbody td tfoot th thead tr ul xmp
"""
_SKIPPED = """
    aside audio button canvas dialog embed footer head iframe input map math nav noembed noframes
    noscript object script select style svg template textarea title video
"""
_BOXES = "article body center div form html main section span table tbody td th tr"
_KNOWN = """
    v_news_content wp_articlecontent js_content trs_editor trs_ueditor t_f mp-editor articlebody
    entry-content post-content article-content article_content article-body artibody newscontent
    news_content_show ucapcontent zoom
"""
_FOR_SCREEN_READERS = "screen-reader-text sr-only visually-hidden"

BLOCKS = frozenset(_BLOCKS.split())
"""Elements that begin and end a line (HTML Standard, 15.3); any other stands inside one."""
SKIPPED = frozenset(_SKIPPED.split())
"""Elements that show no text of an article: scripts, controls, navigation, asides and feet."""
BOXES = frozenset(_BOXES.split())
"""Elements that may hold a whole article; old pages have it in a `span` with an id."""
HEADINGS = frozenset(f"h{level}" for level in range(1, 7))
"""Elements that are headings."""
LAID_OUT = ("table", "form", "ul", "h1", "h2", "h3", "h4")
"""Elements that stand in tables that lay out a page, not in tables of values."""
KNOWN = frozenset(_KNOWN.split())
"""Ids, classes and item properties, in small letters, of elements that hold the body of an article
and nothing else, in the publishing systems of schools, governments, forums and platforms."""
FOR_SCREEN_READERS = frozenset(_FOR_SCREEN_READERS.split())
"""Classes of text that is read aloud and not shown."""
SHOWN_BY_SCRIPT = frozenset(["js_content"])
"""Ids of elements that are hidden only until a script has run."""

__all__ = [
    "BLOCKS",
    "BOXES",
    "FOR_SCREEN_READERS",
    "HEADINGS",
    "KNOWN",
    "LAID_OUT",
    "SHOWN_BY_SCRIPT",
    "SKIPPED",
]

"""What is younger than the oldest browser that is promised, by the version that brought it.

The versions are those of MDN's browser-compat-data 8.1.9 (CC0), Chromium first, then Firefox. The list
is curated: what people write without thinking of an old machine. What stands in ``ADORNS`` may be
missed: a browser without it skips that line or that rule, and nothing is lost but a look.
"""

from __future__ import annotations

import re

MINIMUM = (88, 78)  # Chromium (January 2021), Firefox (June 2020, the long-lived one of that year)
# Name (its first word says where) → an example, the versions, and how it is recognised.
NEWER: dict[str, tuple[str, tuple[int, int]]] = {
    "css :has()": (".a:has(b) { color: red; }", (105, 121)),
    "css :focus-visible": ("a:focus-visible { color: red; }", (86, 85)),
    "css :not() with a list": ("a:not(.b, .c) { color: red; }", (88, 84)),
    "css ::details-content": ("a::details-content { color: red; }", (131, 143)),
    "css :user-valid": ("a:user-invalid { color: red; }", (119, 88)),
    "css nesting": ("a { & b { color: red; } }", (120, 117)),
    "css @layer": ("@layer base { a { color: red; } }", (99, 97)),
    "css @container": ("@container (width > 1px) { a { color: red; } }", (105, 110)),
    "css @property": ("@property --a { syntax: '*'; }", (85, 128)),
    "css @scope": ("@scope (.a) { b { color: red; } }", (118, 146)),
    "css @starting-style": ("@starting-style { a { color: red; } }", (117, 129)),
    "css media ranges": ("@media (width >= 40rem) { a { color: red; } }", (104, 102)),
    "css aspect-ratio": ("a { aspect-ratio: 1; }", (88, 89)),
    "css accent-color": ("a { accent-color: red; }", (93, 92)),
    "css text-wrap": ("a { text-wrap: balance; }", (114, 121)),
    "css text-decoration-thickness": ("a { text-decoration-thickness: 1px; }", (89, 70)),
    "css content-visibility": ("a { content-visibility: auto; }", (85, 125)),
    "css color-scheme": ("a { color-scheme: light; }", (81, 96)),
    "css translate": ("a { translate: 1px; }", (104, 72)),
    "css overflow: clip": ("a { overflow: clip; }", (90, 81)),
    "css subgrid": ("a { grid-template-columns: subgrid; }", (117, 71)),
    "css field-sizing": ("a { field-sizing: content; }", (123, 152)),
    "css backdrop-filter": ("a { backdrop-filter: blur(1px); }", (76, 103)),
    "css scrollbar-gutter": ("a { scrollbar-gutter: stable; }", (94, 97)),
    "css scrollbar-width": ("a { scrollbar-width: thin; }", (121, 64)),
    "css anchor-name": ("a { anchor-name: --b; }", (125, 147)),
    "css young colours": ("a { color: color-mix(in srgb, red, blue); }", (111, 113)),
    "css light-dark()": ("a { color: light-dark(red, blue); }", (123, 120)),
    "css dynamic viewport": ("a { height: 100dvh; }", (108, 101)),
    "js logical assignment": ("a ??= b;", (85, 79)),
    "js private field": ("class A { #b = 1; }", (74, 90)),
    "js static block": ("class A { static { go(); } }", (94, 93)),
    "js .at()": ("a.at(-1);", (92, 90)),
    "js findLast": ("a.findLast(b);", (97, 104)),
    "js toSorted and its like": ("a.toSorted();", (110, 115)),
    "js groupBy": ("Object.groupBy(a, b);", (117, 119)),
    "js Object.hasOwn": ("Object.hasOwn(a, b);", (93, 92)),
    "js Promise.any": ("Promise.any(a);", (85, 79)),
    "js Promise.withResolvers": ("Promise.withResolvers();", (119, 121)),
    "js WeakRef": ("new WeakRef(a);", (84, 79)),
    "js structuredClone": ("structuredClone(a);", (98, 94)),
    "js randomUUID": ("crypto.randomUUID();", (92, 95)),
    "js AbortSignal's own": ("AbortSignal.timeout(1);", (124, 100)),
    "js inert": ("a.inert = true;", (102, 112)),
    "js popover": ("a.showPopover();", (114, 125)),
    "js showModal": ("a.showModal();", (37, 98)),
    "js view transition": ("document.startViewTransition(a);", (111, 144)),
    "js checkVisibility": ("a.checkVisibility();", (105, 106)),
    "js navigation": ("navigation.navigate(a);", (102, 147)),
    "js setHTMLUnsafe": ("a.setHTMLUnsafe(b);", (124, 123)),
    "html dialog": ("<dialog>", (37, 98)),
    "html popover": ("<div popover>", (114, 125)),
    "html inert": ("<div inert>", (102, 112)),
    "html search": ("<search>", (118, 118)),
}
SIGNS = {
    "css :has()": r":has\(",
    "css :focus-visible": r":focus-visible",
    "css :not() with a list": r":not\((?:[^()]|\([^()]*\))*,",
    "css ::details-content": r"::details-content",
    "css :user-valid": r":user-(?:in)?valid",
    "css nesting": r"&",
    "css @layer": r"@layer\b",
    "css @container": r"@container\b",
    "css @property": r"@property\b",
    "css @scope": r"@scope\b",
    "css @starting-style": r"@starting-style",
    "css media ranges": r"@media[^{]*[<>]",
    "css text-wrap": r"\btext-wrap\s*:",
    "css translate": r"(?<![-\w])translate\s*:",
    "css overflow: clip": r"overflow(?:-[xy])?\s*:\s*clip",
    "css subgrid": r"\bsubgrid\b",
    "css young colours": r"\b(?:color-mix|oklch|oklab|lab|lch)\(",
    "css light-dark()": r"light-dark\(",
    "css dynamic viewport": r"\d[dsl]v[hw]\b",
    "js logical assignment": r"(?:\?\?|\|\||&&)=",
    "js private field": r"[{;.]\s*#\w+",
    "js static block": r"\bstatic\s*\{",
    "js .at()": r"\.at\(",
    "js findLast": r"\.findLast(?:Index)?\(",
    "js toSorted and its like": r"\.to(?:Sorted|Reversed|Spliced)\(",
    "js groupBy": r"\.groupBy\(",
    "js Object.hasOwn": r"Object\.hasOwn\b",
    "js Promise.any": r"Promise\.any\b",
    "js Promise.withResolvers": r"withResolvers",
    "js WeakRef": r"\bWeakRef\b",
    "js structuredClone": r"\bstructuredClone\b",
    "js randomUUID": r"randomUUID",
    "js AbortSignal's own": r"AbortSignal\.(?:timeout|any)",
    "js inert": r"\.inert\b",
    "js popover": r"\.(?:show|hide|toggle)Popover\(",
    "js showModal": r"\.showModal\(",
    "js view transition": r"startViewTransition",
    "js checkVisibility": r"checkVisibility",
    "js navigation": r"(?<![\w.])navigation\.",
    "js setHTMLUnsafe": r"setHTMLUnsafe",
    "html dialog": r"<dialog\b",
    "html popover": r"<[^>]*\spopover(?:[\s=>])",
    "html inert": r"<[^>]*\sinert(?:[\s=>])",
    "html search": r"<search\b",
}
ADORNS = frozenset(
    {
        "css :has()",
        "css :focus-visible",
        "css ::details-content",
        "css aspect-ratio",
        "css accent-color",
        "css text-wrap",
        "css text-decoration-thickness",
        "css content-visibility",
        "css color-scheme",
    }
)
WHOLE_RULE = ("css :has()", "css :focus-visible", "css ::details-content")  # selectors
RULE = re.compile(r"([^{};]+)\{([^{}]*)\}")
ASIDE = re.compile(r"/\*.*?\*/|(?<![:\w])//[^\n]*|\"(?:[^\"\\\n]|\\.)*\"|'(?:[^'\\\n]|\\.)*'", re.DOTALL)
SUPPORTS = re.compile(r"@supports[^{]*\{(?:[^{}]|\{[^{}]*\})*\}")


def _has(name: str, text: str) -> bool:
    return bool(re.search(SIGNS.get(name, rf"\b{re.escape(name[4:])}\s*:"), text))


def _branches(selector: str) -> list[str]:
    """The selectors of a list, split where no bracket is open."""
    found, depth = [""], 0
    for letter in selector:
        depth += (letter in "([") - (letter in ")]")
        if letter == "," and depth == 0:
            found.append("")
        else:
            found[-1] += letter
    return found


def _plain(name: str, text: str) -> str:
    """Without what is said aside; of a style, without what asks first and the rules that may be missed."""
    if name.endswith(".html"):
        return text
    text = ASIDE.sub('""' if name.endswith(".js") else " ", text)
    if name.endswith(".css"):
        text = RULE.sub(lambda rule: "" if _adorns(rule[1]) else rule[0], SUPPORTS.sub("", text))
    return text


def _adorns(selector: str) -> bool:
    """Whether a browser that does not know one of these selectors misses a look alone.

    It skips the whole rule: what it knows may not stand in the same list.
    """
    parts = _branches(selector)
    return all(any(_has(name, one) for name in WHOLE_RULE) for one in parts)


def newer(name: str, text: str) -> list[str]:
    """What a file asks for that the oldest promised browser has not, with the version that has it.

    ``ADORNS`` are left out where missing them loses a look; a selector of them that would take a
    rule with it is named.
    """
    kind = name.rpartition(".")[2]
    plain = _plain(name, text)
    found = []
    for feature, (_, (chromium, firefox)) in NEWER.items():
        if not feature.startswith(f"{kind} ") or not _has(feature, plain):
            continue
        if feature in ADORNS and feature not in WHOLE_RULE:
            continue
        found.append(f"{name}: {feature} (Chromium {chromium}, Firefox {firefox})")
    return found

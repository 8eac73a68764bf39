"""Names of languages as directories write them, brought to ISO 639-3 (collective codes kept).

Where a name covers several languages (Zapoteco, Náhuatl, Mixteco), the code of the group is used:
the variant has to be asked. Codes: ISO 639-2/3.
"""

from __future__ import annotations

import re

from cauce.content.plain import plain

_WORDS = {
    "eng": "english inglés ingles en eng",
    "spa": "spanish español espanol castellano es spa",
    "nah": "nahuatl náhuatl mexicano nah",
    "mix": "mixteco mixtec mixteca mix tu'un savi",
    "zap": "zapoteco zapotec zap",
    "mam": "mam",
    "kek": "q'eqchi' qeqchi kekchi kek",
    "kjb": "q'anjob'al kanjobal qanjobal kjb",
    "quc": "k'iche' kiche quiche quiché quc",
    "tzo": "tzotzil tsotsil tzo",
    "tzh": "tzeltal tseltal tzh",
    "ctu": "ch'ol chol ctu",
    "trc": "triqui trique trc",
    "maz": "mazahua maz",
    "oto": "otomí otomi hñähñu oto",
    "tsz": "purépecha purepecha tarasco tsz",
    "mxp": "mixe ayuuk mxp",
    "yua": "maya yucateco yua",
    "mau": "mazateco mazatec mau",
    "tlp": "totonaco totonac tlp",
    "hus": "huasteco teenek hus",
    "tar": "rarámuri raramuri tarahumara tar",
    "hch": "wixárika huichol hch",
    "ase": "asl ase sign",
    "mfs": "lsm mfs",
    "hat": "creole haitian hat ht kreyol kreyòl",
    "fra": "french francés fra fr",
    "por": "portuguese portugués por pt",
    "rus": "russian rus ru",
    "ara": "arabic ara ar",
    "heb": "hebrew heb he",
    "cmn": "mandarin chinese cmn zh",
    "yue": "cantonese yue",
    "vie": "vietnamese vie vi",
    "kor": "korean kor ko",
    "jpn": "japanese jpn ja",
    "ita": "italian ita it",
    "deu": "german deu de",
    "hin": "hindi hin hi",
    "urd": "urdu urd ur",
    "tgl": "tagalog filipino tgl tl",
    "ell": "greek ell el",
    "yid": "yiddish yid yi",
    "ron": "romanian ron ro",
    "pol": "polish pol pl",
}


# The same words by code, for whoever looks a language up. An apostrophe and a space stand as written.
SAID = {code: tuple(words.split()) for code, words in _WORDS.items()}


_CODES = {plain(word): code for code, words in _WORDS.items() for word in words.split()}
# Two-letter and three-letter codes stand for a language only when they are the whole text.
_LONG = {word: code for word, code in _CODES.items() if len(word) > 3 or word in ("mam", "asl")}


def language_code(name: str, code: str = "") -> str:
    """The ISO 639-3 code of the first language that the code or the name says; '' when none."""
    whole = _CODES.get(plain(code.strip())) or _CODES.get(plain(name.strip()))
    if whole:
        return whole
    for word in re.findall(r"[\w'’]+", plain(name)):
        if word.replace("’", "'") in _LONG:
            return _LONG[word.replace("’", "'")]
    return code.strip().lower() if len(code.strip()) == 3 else ""

// The box of the help: what was typed is looked for here, in the list of words that the site was made with.
// It is kept nowhere: not in an address, not in the browser.
var Search = { index: null, setIndex: function (index) { Search.index = index; Search.look(); } };
(function () {
  "use strict";
  var MOST = 12;
  var root = document.documentElement.dataset.content_root;
  var form = document.querySelector("[data-find]");
  var found = document.getElementById("found");
  if (!form || !found) { return; }
  var box = form.querySelector("input");
  form.hidden = false;

  function stems(text) {
    var stemmer = new Stemmer();
    return splitQuery(text.toLowerCase())
      .filter(function (one) { return !stopwords.has(one); })
      .map(function (one) { return stemmer.stemWord(one); });
  }
  function list(held) { return held === undefined ? [] : [].concat(held); }
  // What is looked up, or read beside the code, comes after what tells how to do something.
  function beside(name) { return /^(decisions|developers|reference)\//.test(name) ? 1 : 0; }

  // Headings that have most of the words, then pages that have them all; of two, the shorter heading first.
  function results(asked) {
    var index = Search.index, hits = [];
    Object.keys(index.alltitles).forEach(function (title) {
      var has = new Set(stems(title));
      var score = asked.filter(function (one) { return has.has(one); }).length;
      if (!score || score * 2 < asked.length) { return; }
      index.alltitles[title].forEach(function (place) {
        var page = index.titles[place[0]], back = beside(index.docnames[place[0]]);
        hits.push({ title: title, page: page === title ? "" : page, score: score + 1 / (1 + has.size) - back,
          href: root + index.docnames[place[0]] + ".html" + (place[1] ? "#" + place[1] : "") });
      });
    });
    index.docnames.forEach(function (name, number) {
      var all = asked.every(function (one) {
        return list(index.terms[one]).concat(list(index.titleterms[one])).indexOf(number) >= 0;
      });
      if (all) { hits.push({ title: index.titles[number], page: "", score: asked.length / 2 - beside(name), href: root + name + ".html" }); }
    });
    var seen = new Set();
    return hits
      .sort(function (a, b) { return b.score - a.score; })
      .filter(function (hit) { return !seen.has(hit.href) && seen.add(hit.href); })
      .slice(0, MOST);
  }

  Search.look = function () {
    var asked = stems(box.value);
    found.textContent = "";
    var hits = asked.length ? results(asked) : [];
    var out = document.createElement(hits.length ? "ol" : "p");
    if (!hits.length) { out.textContent = found.dataset.none; }
    hits.forEach(function (hit) {
      var item = out.appendChild(document.createElement("li"));
      var link = item.appendChild(document.createElement("a"));
      link.href = hit.href;
      link.textContent = hit.title;
      if (hit.page) { item.appendChild(document.createElement("span")).textContent = " · " + hit.page; }
    });
    found.appendChild(out);
  };

  form.addEventListener("submit", function (event) {
    event.preventDefault();
    if (Search.index) { Search.look(); return; }
    document.head.appendChild(document.createElement("script")).src = root + "searchindex.js";
  });
})();

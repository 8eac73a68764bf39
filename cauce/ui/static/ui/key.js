// A form that says data-key asks the browser for a key before it is sent. Nothing else is sent,
// and nothing is kept: the answer travels in the form's own field.
(function () {
  "use strict";
  function bytes(text) {
    var plain = atob(text.replace(/-/g, "+").replace(/_/g, "/"));
    return Uint8Array.from(plain, function (letter) { return letter.charCodeAt(0); });
  }
  function text(buffer) {
    var plain = String.fromCharCode.apply(null, new Uint8Array(buffer));
    return btoa(plain).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
  }
  function named(list) {
    return (list || []).map(function (one) { return { type: one.type, id: bytes(one.id) }; });
  }
  function question(asked, make) {
    asked.challenge = bytes(asked.challenge);
    if (make) {
      asked.user.id = bytes(asked.user.id);
      asked.excludeCredentials = named(asked.excludeCredentials);
      return navigator.credentials.create({ publicKey: asked });
    }
    asked.allowCredentials = named(asked.allowCredentials);
    return navigator.credentials.get({ publicKey: asked });
  }
  function written(key) {
    var said = key.response;
    var response = { clientDataJSON: text(said.clientDataJSON) };
    if (said.attestationObject) {
      response.attestationObject = text(said.attestationObject);
    } else {
      response.authenticatorData = text(said.authenticatorData);
      response.signature = text(said.signature);
      response.userHandle = said.userHandle ? text(said.userHandle) : null;
    }
    return JSON.stringify({
      id: key.id, rawId: text(key.rawId), type: key.type, response: response,
      clientExtensionResults: {}
    });
  }
  function ask(form) {
    var token = form.elements.csrfmiddlewaretoken.value;
    return fetch(form.dataset.key, {
      method: "POST", headers: { "X-CSRFToken": token }, credentials: "same-origin"
    }).then(function (answer) {
      if (!answer.ok) { throw new Error("ask"); }
      return answer.json();
    });
  }
  document.querySelectorAll("form[data-key]").forEach(function (form) {
    var can = window.PublicKeyCredential && navigator.credentials;
    var failed = form.querySelector("[data-key-failed]");
    if (!can) { return; }
    form.querySelector("[data-key-missing]").hidden = true;
    form.querySelector("[data-key-can]").hidden = false;
    form.addEventListener("submit", function (event) {
      event.preventDefault();
      failed.hidden = true;
      ask(form)
        .then(function (asked) { return question(asked, form.hasAttribute("data-key-make")); })
        .then(function (key) {
          form.elements.credential.value = written(key);
          HTMLFormElement.prototype.submit.call(form);
        })
        .catch(function () { failed.hidden = false; failed.focus(); });
    });
  });
})();

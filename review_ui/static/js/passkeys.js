/* Passkeys: ask the desk for a challenge, the authenticator for an answer, and send it back. */
"use strict";
(function () {
  function toBytes(text) {
    const plain = atob(text.replace(/-/g, "+").replace(/_/g, "/"));
    return Uint8Array.from(plain, (letter) => letter.charCodeAt(0));
  }

  function toText(buffer) {
    const plain = String.fromCharCode(...new Uint8Array(buffer));
    return btoa(plain).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
  }

  function readOptions(options) {
    options.challenge = toBytes(options.challenge);
    if (options.user) options.user.id = toBytes(options.user.id);
    for (const list of [options.excludeCredentials, options.allowCredentials]) {
      (list || []).forEach((one) => { one.id = toBytes(one.id); });
    }
    return options;
  }

  function writeAnswer(credential) {
    const answer = { id: credential.id, rawId: toText(credential.rawId), type: credential.type, response: {} };
    for (const name of ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"]) {
      if (credential.response[name]) answer.response[name] = toText(credential.response[name]);
    }
    return JSON.stringify(answer);
  }

  async function send(form, address, fields) {
    const body = new URLSearchParams(fields);
    body.set("csrfmiddlewaretoken", form.querySelector("[name=csrfmiddlewaretoken]").value);
    const answer = await fetch(address, { method: "POST", body });
    return answer.json();
  }

  async function run(form) {
    const state = form.querySelector("[role=status]");
    state.textContent = "";
    try {
      const options = readOptions(await send(form, form.dataset.question, {}));
      const ask = form.dataset.passkey === "new" ? "create" : "get";
      const credential = await navigator.credentials[ask]({ publicKey: options });
      const name = form.querySelector("[name=name]");
      const told = await send(form, form.action, { answer: writeAnswer(credential), name: name ? name.value : "" });
      if (told.next) location.assign(told.next);
      else state.textContent = told.fault || form.dataset.fault;
    } catch (fault) {
      state.textContent = form.dataset.fault;
    }
  }

  if (!window.PublicKeyCredential) return;
  document.querySelectorAll("form[data-passkey]").forEach((form) => {
    form.hidden = false;
    form.addEventListener("submit", (event) => { event.preventDefault(); run(form); });
  });
})();

/* Press the one button of the page; without a script a person does. */
"use strict";
document.addEventListener("DOMContentLoaded", () => document.querySelector("form[data-onward]").requestSubmit());

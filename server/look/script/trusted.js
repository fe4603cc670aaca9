// The pages' content policy asks for trusted types. htmx puts answers of this same server into
// the page; they are escaped there, so their text passes. Nothing else does: no policy makes
// scripts or script addresses, so those stay refused.
if (window.trustedTypes && window.trustedTypes.createPolicy) {
  window.trustedTypes.createPolicy("default", { createHTML: (text) => text });
}

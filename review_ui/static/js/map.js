/* Dated points of ads, services and the caller's place on an offline map. No line joins them: that would look like travel. */
"use strict";
(function () {
  const POINT = { weight: 1.5, fillOpacity: 0.55 };

  function colour(name) {
    return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  }

  function addShapes(map, box) {
    return fetch(box.dataset.shapes)
      .then((answer) => answer.json())
      .then((atlas) => {
        const name = Object.keys(atlas.objects).find((key) => key === "states" || key === "countries");
        const shapes = topojson.feature(atlas, atlas.objects[name]);
        L.geoJSON(shapes, {
          interactive: false,
          style: { color: colour("--strong-line"), weight: 0.7, fillColor: colour("--surface"), fillOpacity: 1 },
        }).addTo(map).bringToBack();
      });
  }

  function addPoint(map, point) {
    const kinds = {
      ads: { color: colour("--accent"), fillColor: colour("--accent"), radius: 5 + 3 * Math.sqrt(point.ads || 1) },
      service: { color: colour("--good"), fillColor: colour("--good"), radius: 6 },
      caller: { color: colour("--focus"), fillColor: colour("--focus"), radius: 9, fillOpacity: 0.15 },
    };
    const label = document.createElement("span");
    label.textContent = point.label;
    return L.circleMarker([point.lat, point.lon], Object.assign({}, POINT, kinds[point.kind])).bindTooltip(label).addTo(map);
  }

  function draw(box) {
    if (box.dataset.drawn) return;
    box.dataset.drawn = "yes";
    box.hidden = false;
    const points = JSON.parse(box.dataset.points);
    const map = L.map(box, { preferCanvas: true, attributionControl: false, scrollWheelZoom: false, zoomSnap: 0.5, keyboard: true });
    const drawn = points.map((point) => addPoint(map, point));
    map.fitBounds(L.featureGroup(drawn).getBounds().pad(0.35), { maxZoom: 6, animate: false });
    addShapes(map, box);
  }

  function drawAll() {
    document.querySelectorAll(".map[data-points]").forEach(draw);
  }

  document.addEventListener("DOMContentLoaded", drawAll);
  document.addEventListener("htmx:afterSwap", drawAll);
})();

// The stage shows the network or the timeline of the actor in the middle.

import { TIMELINE } from "./document.js";
import { language } from "./text.js";
import { timeline } from "./timeline.js";

const $ = (id) => document.getElementById(id);

/** Shows what the stage is to show, the timeline as of the chosen day. */
export async function timelineOf(app) {
  const { state } = app, on = state.view === "timeline";
  $("timeline").hidden = !on;
  for (const id of ["graph", "zoom", "legend"]) $(id).hidden = on;
  if (!on) return;
  const { actor } = await app.ask(TIMELINE, { id: state.actor, filter: app.filter(), lang: language(), day: app.time.day });
  $("timeline").replaceChildren(timeline(actor.relations.nodes, {
    about: state.actor, span: app.time.span, day: app.time.day, open: (relation) => app.open({ relation }) }));
}

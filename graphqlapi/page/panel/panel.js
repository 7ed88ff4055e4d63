// Which part of the page shows what.

import { actorPanel } from "./actor.js";
import { addPanel } from "./add.js";
import { alertsPanel } from "./alerts.js";
import { articlePanel, articlesPanel } from "./article.js";
import { changesPanel } from "./changes.js";
import { pairPanel } from "./pair.js";
import { relationPanel } from "./relation.js";

const named = { add: addPanel, alerts: alertsPanel, articles: articlesPanel, changes: changesPanel };

/** The children of the panel for what is opened. */
export function show(app, what) {
  if (what.article) return articlePanel(app, what);
  if (what.relation) return relationPanel(app, what);
  if (what.a && what.b) return pairPanel(app, what);
  if (named[what.panel]) return named[what.panel](app, what);
  return actorPanel(app, { id: app.state.actor, ...what });
}

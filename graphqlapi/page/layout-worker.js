// Works out where actors sit, beside the page's own thread.

import { layout } from "./layout.js";

onmessage = ({ data }) => postMessage({ run: data.run, seats: layout(data.center, data.ids, data.links, data.aspect) });

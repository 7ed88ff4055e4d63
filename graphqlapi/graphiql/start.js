"use strict";

// Starts GraphiQL against /graphql. Queries and mutations are one POST each; a
// subscription is a POST that is answered by a stream of events.
(() => {
  const endpoint = "/graphql";

  const post = (params, headers, accept, signal) =>
    fetch(endpoint, {
      method: "POST",
      headers: { ...headers, "content-type": "application/json", accept },
      body: JSON.stringify(params),
      signal,
    });

  async function* stream(params, headers) {
    const abort = new AbortController();
    try {
      const answer = await post(params, headers, "text/event-stream", abort.signal);
      if (!answer.ok || !answer.headers.get("content-type").startsWith("text/event-stream")) {
        yield await answer.json();
        return;
      }
      const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
      let rest = "";
      for (;;) {
        const { done, value } = await reader.read();
        if (done) return;
        const events = (rest + value).split("\n\n");
        rest = events.pop();
        for (const event of events) {
          const data = event.split("\n").find((line) => line.startsWith("data: "));
          if (event.startsWith("event: complete")) return;
          if (data) yield JSON.parse(data.slice(6));
        }
      }
    } finally {
      abort.abort();
    }
  }

  const isSubscription = (params, options) => {
    const definitions = options?.documentAST?.definitions ?? [];
    const operation = definitions.find(
      (d) => d.kind === "OperationDefinition" && (!params.operationName || d.name?.value === params.operationName),
    );
    return operation?.operation === "subscription";
  };

  const fetcher = (params, options) =>
    isSubscription(params, options)
      ? stream(params, options?.headers)
      : post(params, options?.headers, "application/graphql-response+json, application/json").then((r) => r.json());

  const defaultQuery = `# What does an actor hold, as of a day, and which sentence says so?
query {
  actors(orderBy: DEGREE_DESC, first: 3) {
    nodes {
      id
      name
      relations(filter: { asOf: "2026-01-28" }, first: 5) {
        nodes {
          statement
          validFrom
          validTo
          certain
          evidence(first: 1) { text article { source published } }
        }
      }
    }
  }
}
`;

  ReactDOM.createRoot(document.getElementById("graphiql")).render(
    React.createElement(GraphiQL, { fetcher, defaultQuery, defaultEditorToolsVisibility: true }),
  );
})();

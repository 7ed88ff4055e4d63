package graphqlapi

import (
	"context"
	"log/slog"
	"time"
	"unicode/utf8"

	"rawabit/schema"
)

// maxAudited is how much of a text stands in the record of a mutation, in bytes.
const maxAudited = 200

// record writes down what a mutation asked for and how it ended: "ok" or the
// code of its error.
func (a *API) record(ctx context.Context, request *Request, vars []input, r *root, code schema.Code) {
	if a.audit == nil || r.action == nil {
		return
	}
	outcome := "ok"
	if code != "" {
		outcome = string(code)
	}
	a.audit.LogAttrs(ctx, slog.LevelInfo, "mutation",
		slog.String("by", request.By), slog.String("role", string(request.Role)), slog.String("what", r.of[len("Mutation."):]),
		slog.Any("arguments", audited(r.args, vars)), slog.String("outcome", outcome))
}

// audited returns arguments as the record shows them: long texts cut.
func audited(args map[string]*input, vars []input) map[string]any {
	out := map[string]any{}
	for name, v := range args {
		if shown := v.shown(vars); shown != nil {
			out[name] = shown
		}
	}
	return out
}

// shown returns a value for the record of a mutation, nil for an absent one.
func (v *input) shown(vars []input) any {
	v = v.resolve(vars)
	switch v.kind {
	case textInput:
		return cut(v.text, maxAudited)
	case intInput:
		return v.number
	case floatInput:
		return v.float
	case boolInput:
		return v.flag
	case dateInput:
		return v.date.String()
	case momentInput:
		return v.moment.Format(time.RFC3339)
	case listInput:
		list := make([]any, 0, len(v.items))
		for i := range v.items {
			list = append(list, v.items[i].shown(vars))
		}
		return list
	case objectInput:
		object := map[string]any{}
		for i := range v.items {
			if shown := v.items[i].shown(vars); shown != nil {
				object[v.fields[i].name] = shown
			}
		}
		return object
	}
	return nil
}

// cut returns the beginning of a text that is too long.
func cut(text string, most int) string {
	if len(text) <= most {
		return text
	}
	for most > 0 && !utf8.RuneStart(text[most]) {
		most--
	}
	return text[:most] + "…"
}

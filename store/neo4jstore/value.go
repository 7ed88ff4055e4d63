package neo4jstore

import (
	"time"

	"rawabit/schema"
)

// The values of a record, read without ado: null is the zero value.

func text(v any) string  { s, _ := v.(string); return s }
func number(v any) int64 { n, _ := v.(int64); return n }
func flag(v any) bool    { b, _ := v.(bool); return b }
func list(v any) []any   { l, _ := v.([]any); return l }

// mapped reads the properties of a node or an edge.
func mapped(v any) map[string]any { m, _ := v.(map[string]any); return m }

func decimal(v any) float64 {
	switch n := v.(type) {
	case float64:
		return n
	case int64:
		return float64(n)
	}
	return 0
}

func moment(v any) time.Time {
	t, ok := v.(time.Time)
	if !ok {
		return time.Time{}
	}
	return t.UTC()
}

func date(v any) schema.Date {
	s, _ := v.(string)
	if s == "" {
		return schema.Date{}
	}
	d, _ := schema.ParseDate(s) // written by the store
	return d
}

func texts[T ~string](v any) []T {
	values, _ := v.([]any)
	if len(values) == 0 {
		return nil
	}
	out := make([]T, len(values))
	for i, one := range values {
		out[i] = T(text(one))
	}
	return out
}

func roles(names, actors any) []schema.Role {
	n, a := list(names), list(actors)
	if len(n) == 0 || len(a) != len(n) {
		return nil
	}
	out := make([]schema.Role, len(n))
	for i := range n {
		out[i] = schema.Role{Name: text(n[i]), Actor: schema.ActorID(text(a[i]))}
	}
	return out
}

// maxListed is how many properties a statement lists one by one, which is read
// faster where few are asked for. The database takes milliseconds over each entry
// of a list when it makes the plan, so where there are more, it gives them all.
const maxListed = 8

// propertiesOf returns the expression of all properties of a node or an edge.
func propertiesOf(variable string) string { return "properties(" + variable + ")" }

// properties are those of a node or an edge in the making. What is empty is left
// out.
type properties map[string]any

func (p properties) text(key, value string) {
	if value != "" {
		p[key] = value
	}
}

func (p properties) date(key string, value schema.Date) {
	if !value.IsZero() {
		p[key] = value.String()
	}
}

func (p properties) flag(key string, value bool) {
	if value {
		p[key] = true
	}
}

func (p properties) number(key string, value int) {
	if value != 0 {
		p[key] = value
	}
}

func putTexts[T ~string](p properties, key string, values []T) {
	if len(values) == 0 {
		return
	}
	out := make([]string, len(values))
	for i, v := range values {
		out[i] = string(v)
	}
	p[key] = out
}

func (p properties) roles(values []schema.Role) {
	if len(values) == 0 {
		return
	}
	names, actors := make([]string, len(values)), make([]string, len(values))
	for i, r := range values {
		names[i], actors[i] = r.Name, string(r.Actor)
	}
	p["roleNames"], p["roleActors"] = names, actors
}

// plain returns ids as a parameter.
func plain[T ~string](ids []T) []string {
	out := make([]string, len(ids))
	for i, id := range ids {
		out[i] = string(id)
	}
	return out
}

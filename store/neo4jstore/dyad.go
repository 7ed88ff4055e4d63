package neo4jstore

import (
	"context"
	"strings"

	"rawabit/schema"
	"rawabit/store"
)

// Dyad is part of store.Reader. The statement gives types and dates of the scored
// events; they are added up here.
func (s *Store) Dyad(ctx context.Context, q store.DyadQuery) (*store.DyadNode, error) {
	x := s.newQuery()
	x.add("MATCH (a:Actor {id: ", x.param(string(q.A)), "}) MATCH (b:Actor {id: ", x.param(string(q.B)), "}) WITH a, b", sharedMark, " ")
	cells := []string{"", "", "[]"}
	var readA, readB actorDecoder
	cells[0], readA = x.actor("a", &q.SelectA)
	cells[1], readB = x.actor("b", &q.SelectB)
	scored := x.filter(scoredOnly(&q.Filter))
	pair := x.pair(&q)
	if !scored.nothing {
		cells[2] = "series"
		x.call("a", "b")
		v := pair(scored, store.Both, nil)
		x.add("RETURN collect([", v.kind, ", ", v.relation, ".validFrom, ", v.relation, ".validTo]) AS series } ")
	}
	pages := make([]func(v any) store.RelationPage, len(q.Relations))
	for i := range q.Relations {
		field := &q.Relations[i]
		f, own := x.filter(&q.Filter), x.filter(&field.Filter)
		f.nothing = f.nothing || own.nothing
		f.presentOnly = !own.past()
		own.nothing = f.nothing
		reach := func(more func(v row) []string, _ bool) row {
			return pair(f, field.Direction, func(v row) []string {
				conds := own.where(v, false)
				if own.past() {
					conds = append(conds, "coalesce("+v.relation+".retractedAt > "+x.param(own.from.KnownAt.UTC())+", true)")
				}
				if more != nil {
					conds = append(conds, more(v)...)
				}
				return conds
			})
		}
		var expression string
		expression, pages[i] = x.relationPage([]string{"a", "b"}, own, field.Order, field.Page, &field.Select, reach)
		cells = append(cells, expression)
	}
	x.add("RETURN collect([", strings.Join(cells, ", "), "]) AS x")
	var node *store.DyadNode
	err := s.ask(ctx, x, func(v any) {
		for _, one := range list(v) {
			c := list(one)
			node = &store.DyadNode{A: readA(c[0]), B: readB(c[1])}
			series := store.NewSeries(q.Granularity)
			for _, event := range list(c[2]) {
				e := list(event)
				series.Add(&schema.Relation{Type: schema.RelationType(text(e[0])), ValidFrom: date(e[1]), ValidTo: date(e[2])})
			}
			node.FirstContact, node.LastContact, node.Series = series.Result()
			for i, page := range pages {
				node.Relations = append(node.Relations, page(c[3+i]))
			}
		}
	})
	return node, err
}

// scoredOnly returns a filter cut to the types that a series adds up.
func scoredOnly(f *store.Filter) *store.Filter {
	out := *f
	out.Types = nil
	allowed := map[schema.RelationType]bool{}
	for _, t := range f.Types {
		allowed[t] = true
	}
	for _, info := range schema.RelationTypes() {
		if info.Kind == schema.Event && info.Plover != "" && (len(f.Types) == 0 || allowed[info.Type]) {
			out.Types = append(out.Types, info.Type)
		}
	}
	if out.Types == nil {
		out.Types = []schema.RelationType{""} // none passes
	}
	return &out
}

// pair returns what appends the rows between the two actors of a dyad, in the
// variables a and b, or between them with their parts, each relation once.
func (x *query) pair(q *store.DyadQuery) func(f *filter, d store.Direction, more func(v row) []string) row {
	if !q.Filter.Parts {
		return func(f *filter, d store.Direction, more func(v row) []string) row {
			return x.carry(x.rows("a", "b", f, d, more), false)
		}
	}
	as, bs := x.scope(q.A, true), x.scope(q.B, true)
	return func(f *filter, d store.Direction, more func(v row) []string) row {
		m := x.name("m")
		x.add(as.match(m))
		return x.carry(x.rows(m, "", f, d, func(v row) []string {
			conds := []string{bs.has(v.other + ".id")}
			if more != nil {
				conds = append(conds, more(v)...)
			}
			return conds
		}), true)
	}
}

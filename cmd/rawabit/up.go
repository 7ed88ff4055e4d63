package main

import (
	"context"
	"fmt"
	"io"

	"rawabit/loader"
	"rawabit/schema"
	"rawabit/seeds"
	"rawabit/store"
)

type upCommand struct {
	storeFlags
	listenFlags
}

// Run loads the shipped articles, prints the graph that they make, and serves.
func (c *upCommand) Run(ctx context.Context, s *streams) error {
	ready, err := c.prepare(ctx)
	if err != nil {
		return err
	}
	defer ready.Close()
	st, err := c.open(ctx)
	if err != nil {
		return err
	}
	defer closeStore(ctx, st)
	if err := loadShipped(ctx, s.out, st); err != nil {
		return err
	}
	return c.serve(ctx, s, ready, st)
}

func loadShipped(ctx context.Context, out io.Writer, st store.Store) error {
	articles, err := seeds.Articles()
	if err != nil {
		return err
	}
	l, err := loader.New()
	if err != nil {
		return err
	}
	for _, a := range articles {
		reading, err := l.Read(loader.Input{ID: a.Stem, Text: a.Text, Title: a.Title, Published: a.Published, Source: a.Source, URL: a.URL, Language: a.Language})
		if err != nil {
			return named(a.Stem, err)
		}
		outcomes, err := st.Record(ctx, []schema.Reading{reading})
		if err != nil {
			return err
		}
		if !outcomes[0].IsNew {
			fmt.Fprintf(out, "%s%s%s (%s): nothing is new, the article is in the store already.\n", isolate, a.Title, popIsolate, a.Published)
			continue
		}
		if err := printArticle(ctx, out, st, &reading); err != nil {
			return err
		}
		fmt.Fprintf(out, "\n%d claims made %d changes of the graph.\n", outcomes[0].Claims, len(outcomes[0].Changes))
	}
	return nil
}

// printArticle prints the actors of an article by type, and the relations that it
// is evidence of.
func printArticle(ctx context.Context, out io.Writer, st store.Store, reading *schema.Reading) error {
	all := store.ActorSelection{}
	node, err := st.Article(ctx, store.ArticleQuery{ID: reading.Article.ID, Select: store.ArticleSelection{
		Mentions: &all,
		Relations: []store.ArticleRelationsField{{
			Page:   store.Page{First: 1000},
			Select: store.RelationSelection{Source: &all, Target: &all, Evidence: []store.EvidenceField{{First: 1}}},
		}},
	}})
	if err != nil {
		return err
	}
	if node == nil {
		return schema.Errorf(schema.CodeInternal, "article %s is not in the store after it was recorded", reading.Article.ID)
	}
	fmt.Fprintf(out, "%s%s%s\n%s, %s\n\n", isolate, reading.Article.Title, popIsolate, reading.Article.Source, reading.Article.Published)
	printActors(out, node)
	width := terminalWidth(out, 160)
	t := &table{head: []string{"actor", "relation", "actor", "when", "how we know", "sentence"}, last: max(30, width/3)}
	for _, r := range node.Relations[0].Nodes {
		sentence := ""
		if len(r.Evidence) > 0 && len(r.Evidence[0]) > 0 {
			sentence = r.Evidence[0][0].Claim.Evidence.Text
		}
		t.add(r.Source.NameIn("ar"), string(r.Type), r.Target.NameIn("ar"), whenText(r.Relation), howText(r.Relation), sentence)
	}
	t.print(out)
	return nil
}

func printActors(out io.Writer, node *store.ArticleNode) {
	seen := map[schema.ActorID]bool{}
	names := map[schema.ActorType][]string{}
	for _, m := range node.Mentions {
		if !seen[m.Mention.Actor] && m.Actor != nil {
			seen[m.Mention.Actor] = true
			names[m.Actor.Type] = append(names[m.Actor.Type], m.Actor.NameIn("ar"))
		}
	}
	t := &table{head: []string{"type", "", "actors"}, last: 120}
	for _, kind := range schema.ActorTypes() {
		if len(names[kind]) == 0 {
			continue
		}
		list := ""
		for i, n := range names[kind] {
			if i > 0 {
				list += "، "
			}
			list += n
		}
		t.add(string(kind), fmt.Sprint(len(names[kind])), list)
	}
	t.print(out)
	fmt.Fprintln(out)
}

// whenText prints a relation's valid time: a day, a span, or what is known of it.
func whenText(r *schema.Relation) string {
	from, to := r.ValidFrom.String(), r.ValidTo.String()
	switch {
	case from == "" && to == "" && r.Ended:
		return "ended"
	case from == "" && to == "":
		return ""
	case from == to:
		return from
	case to == "":
		return "from " + from
	case from == "":
		return "until " + to
	}
	return from + " – " + to
}

// howText says in a word or two how the fact and its date are known.
func howText(r *schema.Relation) string {
	how := map[schema.Modality]string{schema.Actual: "told", schema.Planned: "announced", schema.Possible: "possible", schema.Denied: "denied"}[r.Modality]
	switch r.DateBasis {
	case schema.BasisExplicit:
		how += ", dated"
	case schema.BasisRelative:
		how += ", date reckoned"
	case schema.BasisContext:
		how += ", date from context"
	case schema.BasisRule:
		how += ", date by rule"
	}
	return how
}

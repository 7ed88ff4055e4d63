package neo4jstore

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"rawabit/schema"
	"rawabit/store"
)

// articleProperties returns the properties of an article's node.
func articleProperties(a *schema.Article, at time.Time) properties {
	p := properties{
		"id": string(a.ID), "language": a.Language, "published": a.Published.String(), "text": a.Text,
		"textHash": schema.TextHash(a.Text), "dateDesc": store.ArticleCursor(a).Rank, "recordedAt": at.UTC(),
		"search": strings.Join(store.SearchWords(a.Title+"\n"+a.Text), " "),
	}
	p.text("title", a.Title)
	p.text("source", a.Source)
	p.text("url", a.URL)
	return p
}

// articleExpression returns the Cypher list that decodeArticle reads.
func articleExpression(node string, withText bool) string {
	body := "null"
	if withText {
		body = node + ".text"
	}
	return "[" + node + ".id, " + node + ".title, " + node + ".language, " + node + ".published, " + node + ".source, " + node + ".url, " + body + "]"
}

func decodeArticle(v any) *schema.Article {
	c := list(v)
	if len(c) < 7 {
		return nil
	}
	return &schema.Article{
		ID: schema.ArticleID(text(c[0])), Title: text(c[1]), Language: text(c[2]), Published: date(c[3]),
		Source: text(c[4]), URL: text(c[5]), Text: text(c[6]),
	}
}

// mentionProperties returns the properties of the node that holds an article's
// mentions of one actor.
func mentionProperties(list []schema.Mention, published int64) properties {
	n := len(list)
	ids, words := make([]string, n), make([]string, n)
	sentences, starts, ends := make([]int, n), make([]int, n), make([]int, n)
	for i, m := range list {
		ids[i], words[i], sentences[i], starts[i], ends[i] = string(m.ID), m.Text, m.Sentence, m.Start, m.End
	}
	return properties{
		"actor": string(list[0].Actor), "article": string(list[0].Article), "dateDesc": published,
		"ids": ids, "texts": words, "sentences": sentences, "starts": starts, "ends": ends,
	}
}

// decodeMentions reads all properties of the node that holds mentions.
func decodeMentions(v any) []*schema.Mention {
	m := mapped(v)
	if m == nil {
		return nil
	}
	actor, article := schema.ActorID(text(m["actor"])), schema.ArticleID(text(m["article"]))
	ids, words, sentences, starts, ends := list(m["ids"]), list(m["texts"]), list(m["sentences"]), list(m["starts"]), list(m["ends"])
	out := make([]*schema.Mention, len(ids))
	for i := range ids {
		out[i] = &schema.Mention{
			ID: schema.MentionID(text(ids[i])), Actor: actor, Article: article,
			Text: text(words[i]), Sentence: int(number(sentences[i])), Start: int(number(starts[i])), End: int(number(ends[i])),
		}
	}
	return out
}

// inTextOrder orders mentions as they stand in the text.
func inTextOrder(a, b *schema.Mention) int {
	return cmp.Or(cmp.Compare(a.Start, b.Start), cmp.Compare(a.End, b.End), cmp.Compare(a.ID, b.ID))
}

// groupMentions puts mentions of one actor in one article together, in order.
func groupMentions(mentions []schema.Mention) [][]schema.Mention {
	sorted := slices.Clone(mentions)
	slices.SortStableFunc(sorted, func(a, b schema.Mention) int {
		return cmp.Or(cmp.Compare(a.Article, b.Article), cmp.Compare(a.Actor, b.Actor), cmp.Compare(a.Start, b.Start))
	})
	var groups [][]schema.Mention
	for len(sorted) > 0 {
		n := 1
		for n < len(sorted) && sorted[n].Article == sorted[0].Article && sorted[n].Actor == sorted[0].Actor {
			n++
		}
		groups = append(groups, sorted[:n:n])
		sorted = sorted[n:]
	}
	return groups
}

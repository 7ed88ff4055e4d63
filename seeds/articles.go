package seeds

import (
	"encoding/json"
	"io/fs"
	"path"
	"sort"
	"strings"

	"rawabit/schema"
)

// ShippedArticle is an article that the program brings along.
type ShippedArticle struct {
	Stem string // "ltwj-qamishli"
	schema.Article
}

// Articles returns the shipped articles in the order of their names.
func Articles() ([]ShippedArticle, error) {
	names, err := fs.Glob(files, "articles/*.txt")
	if err != nil {
		return nil, err
	}
	sort.Strings(names)
	var out []ShippedArticle
	for _, name := range names {
		text, err := fs.ReadFile(files, name)
		if err != nil {
			return nil, err
		}
		stem := strings.TrimSuffix(path.Base(name), ".txt")
		meta, err := fs.ReadFile(files, "articles/"+stem+".meta.json")
		if err != nil {
			return nil, err
		}
		var m struct {
			Lang, Source, Title, URL string
			Published                schema.Date
		}
		if err := json.Unmarshal(meta, &m); err != nil {
			return nil, err
		}
		article := schema.Article{
			Title: m.Title, Language: m.Lang, Published: m.Published, Source: m.Source, URL: m.URL, Text: string(text),
		}
		article.ID = schema.NewArticleID(article.Text, article.Published)
		out = append(out, ShippedArticle{Stem: stem, Article: article})
	}
	return out, nil
}

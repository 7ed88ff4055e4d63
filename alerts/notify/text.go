package notify

import (
	_ "embed"
	"strings"
	"sync"
	"text/template"

	"rawabit/alerts"
	"rawabit/schema"
	"rawabit/schema/statement"
)

//go:embed ar.tmpl
var arabic string

//go:embed en.tmpl
var english string

// templates are those of texts by language.
var templates = sync.OnceValue(func() map[string]*template.Template {
	out := map[string]*template.Template{}
	for lang, text := range map[string]string{"ar": arabic, "en": english} {
		out[lang] = template.Must(template.New(lang).Funcs(template.FuncMap{
			"date":  func(d schema.Date) string { return statement.Date(d, lang) },
			"said":  func(t alerts.Texts) string { return t.In(lang) },
			"first": func(list []alerts.Quote) []alerts.Quote { return list[:min(1, len(list))] },
			"isolate": func(text string) string {
				return "\u2068" + text + "\u2069"
			},
		}).Parse(text))
	}
	return out
})

// Text is a message as people read it, in Arabic unless lang is "en".
func Text(m *alerts.Message, lang string) string { return render(m, lang, "text") }

// Title is a message in one line.
func Title(m *alerts.Message, lang string) string { return render(m, lang, "title") }

func render(m *alerts.Message, lang, name string) string {
	if lang != "en" {
		lang = "ar"
	}
	var b strings.Builder
	if err := templates()[lang].ExecuteTemplate(&b, name, m); err != nil {
		return m.Data.Alerts[0].Statement.In(lang) // the templates are part of the program; a test renders them
	}
	return strings.TrimSpace(b.String())
}

package watch

import (
	"net/url"
	"strings"

	"codeberg.org/readeck/go-readability/v2"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"rawabit/schema"
)

// page is what a web page says.
type page struct {
	address   string // its canonical one
	title     string
	text      string
	language  string
	published schema.Date
}

// parsePage finds the article of a web page.
func parsePage(a *answer) (*page, error) {
	text, err := decode(a.body, a.contentType)
	if err != nil {
		return nil, err
	}
	document, err := html.Parse(strings.NewReader(text))
	if err != nil {
		return nil, schema.Errorf(schema.CodeNotText, "it is no web page: %v", err)
	}
	p := &page{address: canonical(nil, a.address.String())}
	head(document, func(n *html.Node) {
		if n.DataAtom == atom.Link && strings.EqualFold(attribute(n, "rel"), "canonical") {
			if to := canonical(a.address, attribute(n, "href")); to != "" && sameHost(to, a.address) {
				p.address = to
			}
		}
	})
	article, err := readability.FromDocument(document, a.address)
	if err != nil {
		return nil, schema.Errorf(schema.CodeEmpty, "no article is found on the page")
	}
	var out strings.Builder
	if article.Node != nil {
		if err := article.RenderText(&out); err != nil {
			return nil, schema.Errorf(schema.CodeEmpty, "no article is found on the page")
		}
	}
	p.title, p.language, p.text = plain(article.Title()), article.Language(), tidy(out.String())
	if at, err := article.PublishedTime(); err == nil {
		p.published = dateOf(at)
	} else if at, err := article.ModifiedTime(); err == nil {
		p.published = dateOf(at)
	}
	if p.text == "" {
		return nil, schema.Errorf(schema.CodeEmpty, "no article is found on the page")
	}
	return p, nil
}

// head calls f with the elements of a document.
func head(n *html.Node, f func(*html.Node)) {
	if n.Type == html.ElementNode {
		f(n)
	}
	for child := n.FirstChild; child != nil; child = child.NextSibling {
		head(child, f)
	}
}

func attribute(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

func sameHost(address string, as *url.URL) bool {
	u, err := url.Parse(address)
	return err == nil && strings.TrimPrefix(u.Hostname(), "www.") == strings.TrimPrefix(as.Hostname(), "www.")
}

// tracking are the parameters of addresses that say where a reader came from.
var tracking = [...]string{"utm_", "fbclid", "gclid", "mc_cid", "mc_eid", "igshid", "ref_src"}

// canonical returns the one form of an address: whole, without a fragment and
// without what says where a reader came from; "" for none.
func canonical(base *url.URL, address string) string {
	u, err := url.Parse(strings.TrimSpace(address))
	if err != nil || address == "" {
		return ""
	}
	if base != nil {
		u = base.ResolveReference(u)
	}
	if u.Host == "" {
		return ""
	}
	u.Fragment, u.Host, u.Scheme = "", strings.ToLower(u.Host), strings.ToLower(u.Scheme)
	query := u.Query()
	for name := range query {
		for _, t := range tracking {
			if strings.HasPrefix(strings.ToLower(name), t) {
				query.Del(name)
			}
		}
	}
	u.RawQuery = query.Encode()
	return u.String()
}

// plain makes one line of a text.
func plain(text string) string { return strings.Join(strings.Fields(html.UnescapeString(text)), " ") }

// plainHTML takes the text out of HTML, a line a paragraph.
func plainHTML(source string) string {
	if !strings.ContainsAny(source, "<&") {
		return tidy(source)
	}
	document, err := html.Parse(strings.NewReader(source))
	if err != nil {
		return tidy(source)
	}
	var out strings.Builder
	write(&out, document)
	return tidy(out.String())
}

func write(out *strings.Builder, n *html.Node) {
	switch {
	case n.Type == html.TextNode:
		out.WriteString(n.Data)
		return
	case n.DataAtom == atom.Script || n.DataAtom == atom.Style:
		return
	}
	for child := n.FirstChild; child != nil; child = child.NextSibling {
		write(out, child)
	}
	switch n.DataAtom {
	case atom.P, atom.Br, atom.Div, atom.Li, atom.H1, atom.H2, atom.H3, atom.H4, atom.Tr, atom.Blockquote:
		out.WriteByte('\n')
	}
}

// tidy makes single spaces within lines and drops empty ones.
func tidy(text string) string {
	var lines []string
	for line := range strings.Lines(text) {
		if line = strings.Join(strings.Fields(line), " "); line != "" {
			lines = append(lines, line)
		}
	}
	return strings.Join(lines, "\n")
}

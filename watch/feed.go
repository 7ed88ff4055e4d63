package watch

import (
	"regexp"
	"strings"
	"time"

	"github.com/mmcdole/gofeed"

	"rawabit/schema"
)

// entry is one item of a source, before its text is known.
type entry struct {
	id        string // what it is known by
	address   string
	title     string
	text      string // "" when its page must be read
	published schema.Date
}

// parseFeed reads a feed from an answer. What can be read of a broken feed is
// returned beside the error.
func parseFeed(a *answer) (name string, entries []entry, err error) {
	text, err := decode(a.body, a.contentType)
	if err != nil {
		return "", nil, err
	}
	text = xmlHead.ReplaceAllString(strings.TrimSpace(clean(text)), "") // it is UTF-8 now
	feed, err := gofeed.NewParser().ParseString(text)
	if err != nil {
		if feed = salvage(text); feed == nil {
			return "", nil, schema.Errorf(schema.CodeInvalid, "it is no feed, or a broken one: %v", err)
		}
		err = schema.Errorf(schema.CodeInvalid, "the feed is broken (%v); %d whole items were read", err, len(feed.Items))
	}
	for _, item := range feed.Items {
		if item != nil {
			entries = append(entries, newEntry(a, item))
		}
	}
	return feed.Title, entries, err
}

// clean drops what XML must not hold.
func clean(text string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' && r != '\n' && r != '\t' && r != '\r' || r == 0xFFFE || r == 0xFFFF {
			return -1
		}
		return r
	}, text)
}

var (
	wholeItems = regexp.MustCompile(`(?s)<item[\s>].*?</item>|<entry[\s>].*?</entry>`)
	ampersands = regexp.MustCompile(`&(#?[0-9A-Za-z]{1,10};)?`)
)

// salvage reads the items of a broken feed one by one, nil when none can be read.
func salvage(text string) *gofeed.Feed {
	all := &gofeed.Feed{}
	for _, item := range wholeItems.FindAllString(text, -1) {
		item = ampersands.ReplaceAllStringFunc(item, func(found string) string {
			if found == "&" {
				return "&amp;"
			}
			return found
		})
		around := [2]string{`<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>`, `</channel></rss>`}
		if strings.HasPrefix(item, "<entry") {
			around = [2]string{`<feed xmlns="http://www.w3.org/2005/Atom">`, `</feed>`}
		}
		one, err := gofeed.NewParser().ParseString(around[0] + item + around[1])
		if err == nil {
			all.Items = append(all.Items, one.Items...)
		}
	}
	if len(all.Items) == 0 {
		return nil
	}
	return all
}

func newEntry(a *answer, item *gofeed.Item) entry {
	e := entry{title: plain(item.Title), address: canonical(a.address, item.Link)}
	e.text = plainHTML(item.Content)
	if short := plainHTML(item.Description); len(short) > len(e.text) {
		e.text = short
	}
	for _, at := range []*time.Time{item.PublishedParsed, item.UpdatedParsed} {
		if at != nil && e.published.IsZero() {
			e.published = dateOf(*at)
		}
	}
	e.id = item.GUID
	if e.id == "" {
		e.id = e.address
	}
	if e.id == "" {
		e.id = schema.TextHash(e.title + "\n" + e.text)
	}
	return e
}

// dateOf returns the day of a time where it was written.
func dateOf(at time.Time) schema.Date {
	year, month, day := at.Date()
	if year < 1 || year > 9999 {
		return schema.Date{}
	}
	return schema.NewDate(year, int(month), day)
}

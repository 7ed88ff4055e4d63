package watch_test

import (
	"fmt"
	"html"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"golang.org/x/text/encoding/charmap"
)

// paper is one article of the test's own.
type paper struct {
	n     int
	title string
	text  string
	date  string // as a feed writes it
}

var (
	papersWho    = [...]string{"وزير الخارجية التركي", "الرئيس المصري", "رئيس الوزراء العراقي", "وزير الدفاع الفرنسي", "الرئيس الإيراني", "ملك الأردن", "وزير المالية اللبناني"}
	papersWhom   = [...]string{"نظيره السوري", "وفدا من الأمم المتحدة", "سفير اليابان", "ممثلي النقابات", "قادة العشائر", "رئيس البرلمان"}
	papersWhere  = [...]string{"أنقرة", "القاهرة", "بغداد", "عمان", "بيروت", "الدوحة", "مسقط", "تونس", "الجزائر"}
	papersAbout  = [...]string{"الملاحة في الميناء القديم", "حصص المياه", "عودة الطلاب", "أسعار القمح", "الطريق الساحلي", "ربط شبكات الكهرباء", "ترميم الجسور", "مواسم الصيد"}
	papersAfter  = [...]string{"وأكد الجانبان أن الحوار سيستمر", "وانتهى اللقاء من دون بيان", "وحضر الجلسة عدد من الخبراء", "ورفض الطرفان الإدلاء بتصريح", "وتقرر تشكيل لجنة مشتركة"}
	papersDetail = [...]string{"خلال زيارة قصيرة", "في جلسة مغلقة", "على هامش المعرض الزراعي", "بعد اتصال هاتفي طويل", "قبيل انعقاد القمة"}
)

func newPaper(n int) paper {
	pick := func(list []string, step int) string { return list[(n/step+n)%len(list)] }
	text := fmt.Sprintf("التقى %s %s في %s %s، وبحثا %s في الملف رقم %d. %s بشأن البند %d من جدول الأعمال.", pick(papersWho[:], 3), pick(papersWhom[:], 7), pick(papersWhere[:], 11),
		pick(papersDetail[:], 13), pick(papersAbout[:], 5), 1000+n*7, pick(papersAfter[:], 17), 3*n+1)
	at := time.Date(2025, 3, 1, 9, 0, 0, 0, time.UTC).AddDate(0, 0, n%60)
	return paper{n: n, title: fmt.Sprintf("لقاء %d", n), text: text, date: at.Format(time.RFC1123Z)}
}

// site is a host of the test's own.
type site struct {
	*httptest.Server
	mux *http.ServeMux

	mu    sync.Mutex
	asked map[string]int // by path and status
}

func newSite(t *testing.T) *site {
	t.Helper()
	s := &site{mux: http.NewServeMux(), asked: map[string]int{}}
	s.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		seen := &watched{ResponseWriter: w, status: http.StatusOK}
		s.mux.ServeHTTP(seen, r)
		s.mu.Lock()
		defer s.mu.Unlock()
		s.asked[fmt.Sprintf("%s %d", r.URL.Path, seen.status)]++
	}))
	t.Cleanup(s.Close)
	return s
}

type watched struct {
	http.ResponseWriter
	status int
}

// WriteHeader is part of http.ResponseWriter.
func (w *watched) WriteHeader(status int) {
	w.status = status
	w.ResponseWriter.WriteHeader(status)
}

func (s *site) count(path string, status int) int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.asked[fmt.Sprintf("%s %d", path, status)]
}

// serve answers a path with a body that has an ETag.
func (s *site) serve(path, contentType string, body []byte) {
	s.mux.HandleFunc(path, func(w http.ResponseWriter, r *http.Request) {
		tag := fmt.Sprintf(`"%x"`, len(body))
		w.Header().Set("ETag", tag)
		if r.Header.Get("If-None-Match") == tag {
			w.WriteHeader(http.StatusNotModified)
			return
		}
		w.Header().Set("Content-Type", contentType)
		_, _ = w.Write(body)
	})
}

// pages serves a page an article, with more around it than the article, and
// returns the items of a feed that lead there.
func (s *site) pages(papers []paper) string {
	var items strings.Builder
	for _, p := range papers {
		path := fmt.Sprintf("/article/%d", p.n)
		s.serve(path, "text/html; charset=utf-8", []byte(`<!DOCTYPE html><html lang="ar" dir="rtl"><head><title>`+p.title+`</title><link rel="canonical" href="`+path+`"></head>
<body><nav><a href="/">الرئيسية</a> <a href="/sport">رياضة</a></nav><article><h1>`+p.title+`</h1><p>`+p.text+`</p><p>`+p.text[:strings.Index(p.text, "،")]+`، كما ذكر مراسل الصحيفة الذي تابع الحدث من مكانه ونقل تفاصيله إلى القراء.</p></article><footer>جميع الحقوق محفوظة</footer></body></html>`))
		fmt.Fprintf(&items, "<item><title>%s</title><link>%s?utm_source=feed</link><guid>%s-%d</guid><pubDate>%s</pubDate></item>\n", p.title, s.URL+path, s.URL, p.n, p.date)
	}
	return items.String()
}

// whole returns the items of a feed that hold their articles.
func whole(papers []paper) string {
	var items strings.Builder
	for _, p := range papers {
		fmt.Fprintf(&items, "<item><title>%s</title><guid>whole-%d</guid><description>%s</description><pubDate>%s</pubDate></item>\n", p.title, p.n, html.EscapeString("<p>"+p.text+"</p>"), p.date)
	}
	return items.String()
}

func rss(declaration, items string) string {
	return declaration + `<rss version="2.0"><channel><title>صحيفة الميناء</title><link>http://example.invalid/</link><description>أخبار</description>` + "\n" + items + `</channel></rss>`
}

func windows1256(t *testing.T, text string) []byte {
	t.Helper()
	data, err := charmap.Windows1256.NewEncoder().Bytes([]byte(text))
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func papers(from, n int) []paper {
	list := make([]paper, n)
	for i := range list {
		list[i] = newPaper(from + i)
	}
	return list
}

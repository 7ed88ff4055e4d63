package watch

import (
	"context"
	"errors"
	"io"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"strconv"
	"time"

	"code.dny.dev/ssrf"
	"github.com/temoto/robotstxt"

	"rawabit/schema"
)

// fetcher asks hosts for documents, politely.
type fetcher struct {
	client    *http.Client
	hosts     *hosts
	agent     string
	maxBytes  int64
	timeout   time.Duration
	now       func() time.Time
	transport *http.Transport
}

// answer is a document.
type answer struct {
	body         []byte
	contentType  string
	address      *url.URL // where it was found in the end
	moved        string   // where it has moved for good
	etag         string
	lastModified string
	unchanged    bool // the host says that it is the same as the last time
}

// refusal is an error that trying again will not mend.
type refusal struct{ error }

func (r refusal) Unwrap() error { return r.error }

const maxRedirects = 5

func newFetcher(c *Config, now func() time.Time) *fetcher {
	f := &fetcher{
		hosts: &hosts{pause: time.Duration(c.Pause), known: map[string]*host{}},
		agent: c.UserAgent, maxBytes: c.MaxBytes, timeout: time.Duration(c.Timeout), now: now,
	}
	// The address is looked at when the connection is made, so that a name cannot be
	// turned to an inner address after it was looked at.
	options := []ssrf.Option{ssrf.WithAnyPort()}
	var four, six []netip.Prefix
	for _, p := range c.allowed {
		if p.Addr().Is4() {
			four = append(four, p)
		} else {
			six = append(six, p)
		}
	}
	options = append(options, ssrf.WithAllowedV4Prefixes(four...), ssrf.WithAllowedV6Prefixes(six...))
	dialer := &net.Dialer{Timeout: 10 * time.Second, Control: ssrf.New(options...).Safe}
	f.transport = &http.Transport{
		DialContext: dialer.DialContext, TLSHandshakeTimeout: 10 * time.Second, ResponseHeaderTimeout: f.timeout,
		MaxIdleConnsPerHost: 2, IdleConnTimeout: time.Minute, ForceAttemptHTTP2: true,
	}
	f.client = &http.Client{
		Transport:     f.transport,
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
	return f
}

func (f *fetcher) close() { f.transport.CloseIdleConnections() }

// get fetches a document, unless the host's rules forbid it or it says that it is
// unchanged since etag or lastModified.
func (f *fetcher) get(ctx context.Context, address, etag, lastModified string) (*answer, error) {
	permanent := true
	moved := ""
	for range maxRedirects + 1 {
		u, err := url.Parse(address)
		if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
			return nil, refusal{schema.Errorf(schema.CodeInvalid, "%q is no http or https address", address)}
		}
		a, next, kept, err := f.step(ctx, u, etag, lastModified)
		if err != nil {
			return nil, err
		}
		if next == "" {
			a.moved = moved
			return a, nil
		}
		if permanent = permanent && kept; permanent {
			moved = next
		}
		address = next
	}
	return nil, refusal{schema.Errorf(schema.CodeLimit, "it leads on more than %d times", maxRedirects)}
}

// step makes one request. next is where the host leads on to, kept whether for
// good.
func (f *fetcher) step(ctx context.Context, u *url.URL, etag, lastModified string) (a *answer, next string, kept bool, err error) {
	h := f.hosts.get(u)
	if rest := h.resting(f.now()); rest > 0 {
		return nil, "", false, schema.Errorf(schema.CodeUnavailable, "%s is left alone for another %s after it failed", u.Host, rest.Round(time.Second))
	}
	allowed, err := f.allowed(ctx, h, u)
	if err != nil {
		return nil, "", false, err
	}
	if !allowed {
		return nil, "", false, refusal{schema.Errorf(schema.CodeForbidden, "robots.txt of %s forbids it", u.Host)}
	}
	if err := h.wait(ctx); err != nil {
		return nil, "", false, err
	}
	ctx, cancel := context.WithTimeout(ctx, f.timeout)
	defer cancel()
	resp, err := f.send(ctx, u, etag, lastModified)
	if err != nil {
		return nil, "", false, f.broken(h, u, err)
	}
	defer func() { _ = resp.Body.Close() }()
	switch {
	case resp.StatusCode == http.StatusNotModified:
		h.answered()
		return &answer{unchanged: true, address: u}, "", false, nil
	case resp.StatusCode >= 300 && resp.StatusCode < 400:
		h.answered()
		to, err := resp.Location()
		if err != nil {
			return nil, "", false, refusal{schema.Errorf(schema.CodeInvalid, "%s leads on without saying where", u.Host)}
		}
		return nil, to.String(), resp.StatusCode == http.StatusMovedPermanently || resp.StatusCode == http.StatusPermanentRedirect, nil
	case resp.StatusCode == http.StatusTooManyRequests || resp.StatusCode >= 500:
		h.failed(f.now(), retryAfter(resp.Header.Get("Retry-After"), f.now()))
		return nil, "", false, schema.Errorf(schema.CodeUnavailable, "%s answers %s", u.Host, resp.Status)
	case resp.StatusCode != http.StatusOK:
		h.answered()
		return nil, "", false, refusal{schema.Errorf(schema.CodeNotFound, "%s answers %s", u.Host, resp.Status)}
	}
	body, err := io.ReadAll(io.LimitReader(resp.Body, f.maxBytes+1))
	if err != nil {
		return nil, "", false, f.broken(h, u, err)
	}
	h.answered()
	if int64(len(body)) > f.maxBytes {
		return nil, "", false, refusal{schema.Errorf(schema.CodeLimit, "it is larger than %d bytes", f.maxBytes)}
	}
	return &answer{
		body: body, contentType: resp.Header.Get("Content-Type"), address: u,
		etag: resp.Header.Get("ETag"), lastModified: resp.Header.Get("Last-Modified"),
	}, "", false, nil
}

func (f *fetcher) send(ctx context.Context, u *url.URL, etag, lastModified string) (*http.Response, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, u.String(), nil)
	if err != nil {
		return nil, err
	}
	req.Header.Set("User-Agent", f.agent)
	req.Header.Set("Accept", "application/rss+xml, application/atom+xml, text/html, application/xml;q=0.9, */*;q=0.5")
	if etag != "" {
		req.Header.Set("If-None-Match", etag)
	}
	if lastModified != "" {
		req.Header.Set("If-Modified-Since", lastModified)
	}
	return f.client.Do(req)
}

// broken turns an error of the network into one that says what is wrong.
func (f *fetcher) broken(h *host, u *url.URL, err error) error {
	if errors.Is(err, context.Canceled) {
		return err
	}
	if errors.Is(err, ssrf.ErrProhibitedIP) || errors.Is(err, ssrf.ErrProhibitedNetwork) || errors.Is(err, ssrf.ErrProhibitedPort) {
		return refusal{schema.Errorf(schema.CodeForbidden, "%s is no public address; allow its network under allow_private if it may be asked", u.Host)}
	}
	h.failed(f.now(), 0)
	var timeout net.Error
	if errors.As(err, &timeout) && timeout.Timeout() || errors.Is(err, context.DeadlineExceeded) {
		return schema.Errorf(schema.CodeTimeout, "%s does not answer within %s", u.Host, f.timeout)
	}
	return schema.Errorf(schema.CodeUnavailable, "%s cannot be reached: %v", u.Host, unwrapURL(err))
}

func unwrapURL(err error) error {
	var e *url.Error
	if errors.As(err, &e) {
		return e.Err
	}
	return err
}

// retryAfter reads how long a host wants to be left alone.
func retryAfter(text string, now time.Time) time.Duration {
	if seconds, err := strconv.Atoi(text); err == nil {
		return time.Duration(seconds) * time.Second
	}
	if at, err := http.ParseTime(text); err == nil {
		return at.Sub(now)
	}
	return 0
}

// allowed asks the rules of the host. One without rules, or whose rules cannot be
// read, allows everything; one that fails allows nothing for now.
func (f *fetcher) allowed(ctx context.Context, h *host, u *url.URL) (bool, error) {
	h.mu.Lock()
	rules, asked := h.rules, h.asked
	h.mu.Unlock()
	if asked.IsZero() || f.now().Sub(asked) > robotsAge {
		var err error
		if rules, err = f.robots(ctx, h, u); err != nil {
			return false, err
		}
		h.mu.Lock()
		h.rules, h.asked = rules, f.now()
		h.mu.Unlock()
	}
	return rules == nil || rules.Test(u.RequestURI()), nil
}

func (f *fetcher) robots(ctx context.Context, h *host, u *url.URL) (*robotstxt.Group, error) {
	ctx, cancel := context.WithTimeout(ctx, f.timeout)
	defer cancel()
	if err := h.wait(ctx); err != nil {
		return nil, err
	}
	resp, err := f.send(ctx, &url.URL{Scheme: u.Scheme, Host: u.Host, Path: "/robots.txt"}, "", "")
	if err != nil {
		return nil, f.broken(h, u, err)
	}
	defer func() { _ = resp.Body.Close() }()
	switch {
	case resp.StatusCode >= 500 || resp.StatusCode == http.StatusTooManyRequests:
		h.failed(f.now(), retryAfter(resp.Header.Get("Retry-After"), f.now()))
		return nil, schema.Errorf(schema.CodeUnavailable, "%s answers %s when asked for robots.txt", u.Host, resp.Status)
	case resp.StatusCode != http.StatusOK:
		return nil, nil
	}
	body, err := io.ReadAll(io.LimitReader(resp.Body, 512<<10))
	if err != nil {
		return nil, f.broken(h, u, err)
	}
	data, err := robotstxt.FromBytes(body)
	if err != nil {
		return nil, nil //nolint:nilerr // rules that cannot be read forbid nothing
	}
	rules := data.FindGroup(f.agent)
	if rules != nil && rules.CrawlDelay > 0 {
		h.slow(rules.CrawlDelay)
	}
	return rules, nil
}

package notify

import (
	"context"
	"fmt"
	"io"
	"strings"
	"time"

	"rawabit/alerts"
	"rawabit/schema"
)

// Channel sends messages to one place. It may be used by several goroutines.
type Channel interface {
	// Send makes one attempt. It returns when ctx ends, at the latest.
	Send(ctx context.Context, m *alerts.Message) Result
}

// Result is what became of an attempt.
type Result struct {
	Status     int           // of HTTP, 0 where there was none
	Err        error         // nil when it was delivered; its text holds no secrets
	RetryAfter time.Duration // how long the receiver asks to be left alone
	Gone       bool          // the receiver wants nothing any more
}

// route is a channel with how it is used.
type route struct {
	Channel
	retry   []time.Duration
	timeout time.Duration
	slots   chan struct{} // bounds the attempts under way
}

// sendTimeout is how long one attempt may take.
const sendTimeout = 15 * time.Second

// slots is how many attempts on one channel may be under way.
const slots = 8

// Options say how channels send.
type Options struct {
	Allow   alerts.Allow
	Secrets []string  // sign what goes to addresses that rules name themselves
	Out     io.Writer // gets the lines of channels that write to "-"
	Agent   string    // the User-Agent
}

// routes are the channels of a file, and those to addresses as they come up.
type routes struct {
	named   map[string]*route
	client  *client
	secrets [][]byte
}

func newRoutes(channels map[string]alerts.Channel, o Options) (*routes, error) {
	c, err := newClient(o)
	if err != nil {
		return nil, err
	}
	out := &routes{named: map[string]*route{}, client: c}
	if out.secrets, err = keys(o.Secrets); err != nil {
		return nil, err
	}
	for name, ch := range channels {
		r := &route{timeout: time.Duration(ch.Timeout), slots: make(chan struct{}, slots), retry: schedule()}
		if r.timeout == 0 {
			r.timeout = sendTimeout
		}
		if len(ch.Retry) > 0 {
			r.retry = nil
			for _, pause := range ch.Retry {
				r.retry = append(r.retry, time.Duration(pause))
			}
		}
		switch {
		case ch.Webhook != "":
			secrets, err := keys(ch.Secrets)
			if err != nil {
				return nil, err
			}
			r.Channel = &webhook{address: ch.Webhook, secrets: secrets, client: c}
		case ch.Chat != "":
			if r.Channel, err = newChat(ch.Chat, ch.Lang, r.timeout, c); err != nil {
				return nil, schema.Errorf(schema.CodeInvalid, "channel %s: %v", name, err)
			}
		default:
			r.Channel = &lines{path: ch.Lines, out: o.Out}
		}
		out.named[name] = r
	}
	return out, nil
}

// find returns the route to a channel or an address.
func (r *routes) find(channel string) (*route, error) {
	if found := r.named[channel]; found != nil {
		return found, nil
	}
	if !strings.HasPrefix(channel, "https://") && (!r.client.plain || !strings.HasPrefix(channel, "http://")) {
		return nil, fmt.Errorf("this process knows no channel %q", channel)
	}
	if len(r.secrets) == 0 {
		return nil, fmt.Errorf("the rules file has no secrets to sign messages to an address with")
	}
	found := &route{Channel: &webhook{address: channel, secrets: r.secrets, client: r.client}, retry: schedule(), timeout: sendTimeout, slots: make(chan struct{}, slots)}
	r.named[channel] = found
	return found, nil
}

// Check reports a channel that nothing can be sent to (INVALID_INPUT).
func Check(channel string, f *alerts.File) error {
	r, err := newRoutes(f.Channels, Options{Allow: f.Allow, Secrets: f.Secrets})
	if err == nil {
		_, err = r.find(channel)
	}
	if err != nil {
		return schema.Errorf(schema.CodeInvalid, "%v", err)
	}
	return nil
}

func keys(secrets []string) ([][]byte, error) {
	out := make([][]byte, len(secrets))
	var err error
	for i, s := range secrets {
		if out[i], err = alerts.Secret(s); err != nil {
			return nil, err
		}
	}
	return out, nil
}

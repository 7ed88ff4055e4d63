package notify

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"net/url"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/nicholas-fedor/shoutrrr"
	"github.com/nicholas-fedor/shoutrrr/pkg/router"
	"github.com/nicholas-fedor/shoutrrr/pkg/types"

	"rawabit/alerts"
)

// chat sends messages as text, through mail and chat services. The library that
// knows these makes its connections itself; so the host is looked at before each
// attempt.
type chat struct {
	address string
	timeout time.Duration
	mu      sync.Mutex
	sender  *router.ServiceRouter // nil until it is needed

	client *client
	hosts  []string // none where the service has one of its own on the internet
	lang   string
	hide   []string // parts of the address that no error may show
}

// services returns the services that can be used, and of each whether its address
// names the host that is connected to.
func services() map[string]bool {
	out := map[string]bool{}
	for _, name := range []string{"bark", "generic", "gotify", "lark", "matrix", "mattermost", "ntfy", "opsgenie", "pagerduty", "rocketchat", "signal", "smtp", "zulip"} {
		out[name] = true
	}
	for _, name := range []string{"discord", "googlechat", "hangouts", "ifttt", "join", "notifiarr", "pushbullet", "pushover", "slack", "teams", "telegram", "wecom"} {
		out[name] = false
	}
	return out
}

// hostsOf returns the hosts that a service may connect to by its address; none
// where it has one of its own on the internet. A parameter goes before the host
// of the address with some services; so both are looked at.
func hostsOf(service string, u *url.URL) []string {
	var hosts []string
	for name, values := range u.Query() {
		if strings.EqualFold(name, "host") {
			hosts = append(hosts, values...)
		}
	}
	if services()[service] {
		hosts = append(hosts, u.Hostname())
	}
	if u.Hostname() == "" && service == "signal" {
		hosts = append(hosts, "localhost") // as the service takes it
	}
	return slices.DeleteFunc(hosts, func(host string) bool { return host == "" })
}

func newChat(address, lang string, timeout time.Duration, c *client) (*chat, error) {
	hide := secretsOf(address)
	u, err := url.Parse(address)
	if err != nil {
		return nil, errors.New("the address of the chat is none: SERVICE://…")
	}
	service, _, _ := strings.Cut(strings.ToLower(u.Scheme), "+") // generic+https://…
	all := services()
	if _, known := all[service]; !known {
		return nil, fmt.Errorf("no chat service is called %q: take one of %s", service, strings.Join(slices.Sorted(maps.Keys(all)), ", "))
	}
	if open(u) && !c.plain {
		return nil, errors.New("the address asks for a connection without encryption (allow: {http: true} lets it pass)")
	}
	out := &chat{address: address, timeout: timeout, client: c, hosts: hostsOf(service, u), lang: lang, hide: hide}
	if service == "matrix" {
		return out, nil // it is connected to when a sender is made
	}
	_, err = out.service()
	return out, err
}

// service returns what sends, made when it is needed first.
func (c *chat) service() (*router.ServiceRouter, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.sender != nil {
		return c.sender, nil
	}
	sender, err := shoutrrr.CreateSender(c.address)
	if err != nil {
		return nil, hidden(err, c.hide)
	}
	sender.Timeout = c.timeout
	c.sender = sender
	return sender, nil
}

// open reports whether an address asks for a connection without encryption, in
// any of the ways in which services spell that.
func open(u *url.URL) bool {
	if strings.HasSuffix(strings.ToLower(u.Scheme), "+http") {
		return true
	}
	for name, values := range u.Query() {
		for _, value := range values {
			switch value = strings.ToLower(value); strings.ToLower(name) {
			case "disabletls":
				if value == "yes" || value == "true" || value == "1" {
					return true
				}
			case "scheme":
				if value == "http" {
					return true
				}
			case "encryption":
				if value == "none" {
					return true
				}
			}
		}
	}
	return false
}

// Send is part of Channel.
func (c *chat) Send(ctx context.Context, m *alerts.Message) Result {
	for _, host := range c.hosts {
		if err := c.client.reach(ctx, host); err != nil {
			return Result{Err: err}
		}
	}
	params := &types.Params{}
	params.SetTitle(Title(m, c.lang))
	done := make(chan error, 1)
	go func() { // it ends by its own timeout
		sender, err := c.service()
		if err == nil {
			err = errors.Join(sender.Send(Text(m, c.lang), params)...)
		}
		done <- err
	}()
	select {
	case err := <-done:
		return Result{Err: hidden(err, c.hide)}
	case <-ctx.Done():
		return Result{Err: errors.New("no answer in time")}
	}
}

// secretsOf returns the parts of an address that may be secret: all but scheme
// and host.
func secretsOf(address string) []string {
	hide := []string{address}
	u, err := url.Parse(address)
	if err != nil {
		return hide
	}
	if u.User != nil {
		password, _ := u.User.Password()
		hide = append(hide, u.User.String(), u.User.Username(), password)
	}
	hide = append(hide, strings.Split(u.Path, "/")...)
	for _, values := range u.Query() {
		hide = append(hide, values...)
	}
	return append(hide, u.Path, u.RawQuery, u.Host)
}

// hidden returns an error without what is to be hidden.
func hidden(err error, hide []string) error {
	if err == nil {
		return nil
	}
	text := err.Error()
	for _, part := range hide {
		if len(part) >= 4 {
			text = strings.ReplaceAll(text, part, "…")
		}
	}
	return fmt.Errorf("%s", text)
}

package notify

import (
	"bytes"
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"io"
	"net/http"
	"strconv"
	"strings"
	"time"

	"rawabit/alerts"
)

// webhook sends messages by Standard Webhooks 1.0.
type webhook struct {
	address string
	secrets [][]byte // each signs
	client  *client
}

// Send is part of Channel.
func (w *webhook) Send(ctx context.Context, m *alerts.Message) Result {
	body := m.Body()
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, w.address, bytes.NewReader(body))
	if err != nil {
		return Result{Err: fmt.Errorf("the address of the webhook is none")}
	}
	if req.URL.Scheme != "https" && (!w.client.plain || req.URL.Scheme != "http") {
		return Result{Err: fmt.Errorf("the address does not begin with https://")}
	}
	at := strconv.FormatInt(time.Now().Unix(), 10)
	req.Header.Set("Content-Type", "application/json; charset=utf-8")
	req.Header.Set("User-Agent", w.client.agent)
	req.Header.Set("Webhook-Id", m.ID)
	req.Header.Set("Webhook-Timestamp", at)
	req.Header.Set("Webhook-Signature", sign(w.secrets, m.ID, at, body))
	resp, err := w.client.http.Do(req)
	if err != nil {
		return Result{Err: reason(err)}
	}
	defer func() { _ = resp.Body.Close() }()
	_, err = io.Copy(io.Discard, io.LimitReader(resp.Body, maxAnswer)) // so that the connection can be used again
	return judge(resp, err)
}

// sign returns the signatures of a message, one a secret.
func sign(secrets [][]byte, id, at string, body []byte) string {
	list := make([]string, len(secrets))
	for i, secret := range secrets {
		mac := hmac.New(sha256.New, secret)
		_, _ = fmt.Fprintf(mac, "%s.%s.", id, at)
		_, _ = mac.Write(body)
		list[i] = "v1," + base64.StdEncoding.EncodeToString(mac.Sum(nil))
	}
	return strings.Join(list, " ")
}

// judge says what an answer means. An answer that breaks off counts by its
// status: who sent it has the message.
func judge(resp *http.Response, _ error) Result {
	r := Result{Status: resp.StatusCode}
	switch {
	case resp.StatusCode >= 200 && resp.StatusCode < 300:
		return r
	case resp.StatusCode == http.StatusGone:
		r.Gone = true
		r.Err = fmt.Errorf("HTTP 410: the receiver wants no more messages")
	case resp.StatusCode >= 300 && resp.StatusCode < 400:
		r.Err = fmt.Errorf("HTTP %d: the receiver redirects, which is not followed", resp.StatusCode)
	default:
		r.Err = fmt.Errorf("HTTP %d", resp.StatusCode)
	}
	r.RetryAfter = retryAfter(resp.Header.Get("Retry-After"), time.Now())
	return r
}

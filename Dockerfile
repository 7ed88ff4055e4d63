# A static binary and nothing else, run by a user without rights.
FROM golang:1.26 AS build
WORKDIR /src
COPY go.mod go.sum ./
RUN go mod download
COPY . .
RUN CGO_ENABLED=0 go build -trimpath -ldflags "-s -w" -o /rawabit ./cmd/rawabit

FROM scratch
COPY --from=build /etc/ssl/certs/ca-certificates.crt /etc/ssl/certs/
COPY --from=build /rawabit /rawabit
USER 65532:65532
EXPOSE 8080
ENTRYPOINT ["/rawabit"]

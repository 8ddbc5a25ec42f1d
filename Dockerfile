# The static program alone; cargo xtask dist --target x86_64-unknown-linux-musl builds it and this image (an OCI layout).
# By hand: docker build -t gongwen --file Dockerfile FOLDER, where FOLDER has the program gongwen of the musl archive.
# It needs no file of the image but itself: run it with --read-only, and a volume at /work that user 65532 may write.
FROM scratch
COPY gongwen /usr/bin/gongwen
USER 65532:65532
WORKDIR /work
ENTRYPOINT ["/usr/bin/gongwen"]

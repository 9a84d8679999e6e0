window.YTD.tweets.part1 = [
  {
    "tweet": {
      "id_str": "7",
      "id": "7",
      "created_at": "Wed May 08 10:00:00 +0000 2024",
      "full_text": "@AnnArcher prunes, encore",
      "entities": {
        "hashtags": [],
        "user_mentions": [
          {
            "name": "Ann A.",
            "screen_name": "AnnArcher",
            "id_str": "201",
            "id": "201",
            "indices": [
              "0",
              "4"
            ]
          }
        ]
      },
      "lang": "fr",
      "in_reply_to_user_id_str": "201",
      "in_reply_to_user_id": "201",
      "in_reply_to_screen_name": "AnnArcher",
      "in_reply_to_status_id_str": "77"
    }
  }
]
